# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of holdtrace for fish.

set -l screens 'xinjiang-surveillance cetc-group us-investment-ban us-entity-list us-1260h uflpa forced-labour all'
set -l encodings 'UTF-8 UTF-16 ISO-8859-1 windows-1252 GB18030 Shift_JIS'

complete -c holdtrace -n __fish_use_subcommand -f -a check -d 'scan holdings and report exposure'
complete -c holdtrace -n __fish_use_subcommand -f -a inspect -d 'show what the reader makes of a file'
complete -c holdtrace -n __fish_use_subcommand -f -a explain -d 'tell everything known of an entity or security'
complete -c holdtrace -n __fish_use_subcommand -f -a review -d 'list possible matches that wait, and decide'
complete -c holdtrace -n __fish_use_subcommand -f -a screens -d 'list the screens, or show one'
complete -c holdtrace -n __fish_use_subcommand -f -a ref -d 'compile, check, describe and compare references'
complete -c holdtrace -n __fish_use_subcommand -f -a help -d 'list the commands, or the options of one'
complete -c holdtrace -n __fish_use_subcommand -l version -d 'print the version'
complete -c holdtrace -l help -d 'options and examples'

set -l check '__fish_seen_subcommand_from check'
complete -c holdtrace -n $check -l screen -x -a "$screens (__fish_complete_suffix .ini)" -d 'what to look for'
complete -c holdtrace -n $check -l exclusions -r -d 'a list of your own'
complete -c holdtrace -n $check -l decisions -r -d 'a ledger of decisions on possible matches'
complete -c holdtrace -n $check -l as-of -x -d 'read lists and ownership as of this day'
complete -c holdtrace -n $check -l holdings-date -x -d 'date of holdings whose file has none'
complete -c holdtrace -n $check -l base-currency -x -a 'EUR USD GBP CHF JPY' -d 'convert amounts to this currency'
complete -c holdtrace -n $check -l rates -r -d 'reference rates of the European Central Bank'
complete -c holdtrace -n $check -l report -x -a 'text md csv json jsonl html xlsx' -d 'format, or format=path'
complete -c holdtrace -n $check -l all-positions -d 'report every position'
complete -c holdtrace -n $check -l sort -x -a 'line value weight name' -d 'order of positions'
complete -c holdtrace -n $check -l top -x -d 'positions shown of each category'
complete -c holdtrace -n $check -l width -x -d 'columns of the text report'
complete -c holdtrace -n $check -l look-through -r -d 'what funds that are held hold'
complete -c holdtrace -n $check -l max-age -x -d 'days that those files may lie from the holdings'
complete -c holdtrace -n $check -l fail-above -x -d 'exit 1 only from this weight on'
complete -c holdtrace -n $check -l min-coverage -x -d 'exit 3 below this coverage'
complete -c holdtrace -n $check -l min-coverage-of -x \
    -a 'comparable-with-names comparable resolved ownership-known' -d 'what coverage is'
complete -c holdtrace -n $check -l scheme -r -d 'mandates, files and shares of one scheme'
complete -c holdtrace -n $check -l benchmark -r -d 'holdings to compare each fund with'
complete -c holdtrace -n $check -l layout -r -d 'a layout of your own'
complete -c holdtrace -n $check -l encoding -x -a $encodings -d 'encoding of the files'
complete -c holdtrace -n $check -l reference -r -d 'reference database'
complete -c holdtrace -n $check -l quiet -d 'no warnings on standard error'

set -l inspect '__fish_seen_subcommand_from inspect'
complete -c holdtrace -n $inspect -l report -x -a 'text json' -d 'format'
complete -c holdtrace -n $inspect -l layout -r -d 'a layout of your own'
complete -c holdtrace -n $inspect -l encoding -x -a $encodings -d 'encoding of the files'
complete -c holdtrace -n $inspect -l write-layout -r -d 'the draft of a layout for one file'

set -l explain '__fish_seen_subcommand_from explain'
complete -c holdtrace -n $explain -f
complete -c holdtrace -n $explain -l screen -x -a "$screens (__fish_complete_suffix .ini)" \
    -d 'the screen to explain it under'
complete -c holdtrace -n $explain -l as-of -x -d 'read lists and ownership as of this day'
complete -c holdtrace -n $explain -l report -x -a 'text json' -d 'format'
complete -c holdtrace -n $explain -l reference -r -d 'reference database'

set -l review '__fish_seen_subcommand_from review'
set -l decide "$review; and __fish_seen_subcommand_from accept reject later"
set -l merge "$review; and __fish_seen_subcommand_from merge"
set -l scan "$review; and not __fish_seen_subcommand_from merge"
complete -c holdtrace -n "$review; and not __fish_seen_subcommand_from accept reject later merge" \
    -a 'accept reject later merge'
complete -c holdtrace -n $scan -l decisions -r -d 'a ledger of decisions'
complete -c holdtrace -n "$scan; and not __fish_seen_subcommand_from accept reject later" -l report -x \
    -a 'text csv json' -d 'format, or format=path'
complete -c holdtrace -n $scan -l screen -x -a "$screens (__fish_complete_suffix .ini)" -d 'what to look for'
complete -c holdtrace -n $scan -l exclusions -r -d 'a list of your own'
complete -c holdtrace -n $scan -l as-of -x -d 'read lists and ownership as of this day'
complete -c holdtrace -n $scan -l holdings-date -x -d 'date of holdings whose file has none'
complete -c holdtrace -n $scan -l layout -r -d 'a layout of your own'
complete -c holdtrace -n $scan -l encoding -x -a $encodings -d 'encoding of the files'
complete -c holdtrace -n $scan -l reference -r -d 'reference database'
complete -c holdtrace -n $scan -l quiet -d 'no warnings on standard error'
complete -c holdtrace -n $decide -l by -x -d 'who decides'
complete -c holdtrace -n $decide -l why -x -d 'what the decision rests on'
complete -c holdtrace -n $decide -l on -x -d 'the day of the decision'
complete -c holdtrace -n $merge -l output -r -d 'the ledger to write'
complete -c holdtrace -n $merge -l latest -d 'keep the latest of a contradiction alone'

set -l screens_command '__fish_seen_subcommand_from screens'
complete -c holdtrace -n $screens_command -a $screens
complete -c holdtrace -n $screens_command -l as-of -x -d 'select targets as of this day'
complete -c holdtrace -n $screens_command -l names -d 'names only, one a line'
complete -c holdtrace -n $screens_command -l reference -r -d 'reference database'

set -l ref '__fish_seen_subcommand_from ref'
complete -c holdtrace -n "$ref; and not __fish_seen_subcommand_from build import update verify info diff" -f \
    -a 'build import update verify info diff'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from build import update verify" -l from -x \
    -a '(__fish_complete_directories)' -d 'directory of CSV files'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from build import update" -l output -r -d 'database to write'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l format -x -d 'what the files are'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l list -d 'list the formats'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l name -x -d 'name of the source'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l retrieved -x -d 'day of retrieval'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l url -x -d 'where it was retrieved from'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l skip-damaged -d 'leave damaged rows out'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import update" -l imports -x \
    -a '(__fish_complete_directories)' -d 'where imports are kept'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import" -l no-build -d 'import only'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from import update" -l quiet -d 'no warnings'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from update" -l config -r -d 'what to download'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from update" -l source -x -d 'only this source'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from update" -l contact -x -d 'your e-mail or web address'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from update" -l downloads -x \
    -a '(__fish_complete_directories)' -d 'where files are kept'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from update" -l dry-run -d 'only say what would be asked for'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from verify" -l reference -r \
    -d 'what the sources of a database say against each other'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from verify" -l all -d 'every conflict'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from verify" -l publishable \
    -d 'every row needs a source that may be redistributed'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from diff" -l screen -x -d 'whose targets come first'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from diff" -l as-of -x -d 'day to choose targets on'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from diff" -l all -d 'also rows that touch no target'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from info diff" -l report -x -a 'text json' -d 'format'
complete -c holdtrace -n "$ref; and __fish_seen_subcommand_from info" -l reference -r -d 'reference database'

complete -c holdtrace -n '__fish_seen_subcommand_from help' -f -a 'check inspect explain review screens ref'
