# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of holdtrace for bash.

# Screens that come with the reference; a file can be given as well.
_holdtrace_screens='xinjiang-surveillance cetc-group us-investment-ban us-entity-list us-1260h uflpa forced-labour all'

_holdtrace_events='new grown: possible new-list-entry coverage: zero-rows missing-fund stale-holdings: stale-list: due:'

# _holdtrace_options COMMAND: its options.
_holdtrace_options() {
    case $1 in
    check)
        echo --screen --exclusions --decisions --as-of --holdings-date --report --all-positions --sort --top --width --locale \
            --fail-above --min-coverage --base-currency --rates --look-through --max-age --scheme --benchmark --paper \
            --min-coverage-of --store --fail-on --files-from --settle --lock --log-format --jobs --resume --partial --share --bundle --bundle-inputs --layout --encoding --reference --quiet --help
        ;;
    merge) echo --report --store --fail-on --log-format --quiet --help ;;
    verify) echo --inputs --reference --help ;;
    inspect) echo --report --layout --encoding --write-layout --help ;;
    explain) echo --screen --as-of --locale --report --reference --help ;;
    review)
        echo --decisions --report --screen --exclusions --as-of --holdings-date --layout --encoding --reference \
            --quiet --help
        ;;
    'review accept' | 'review reject' | 'review later')
        echo --decisions --by --why --on --screen --exclusions --as-of --holdings-date --layout --encoding \
            --reference --quiet --help
        ;;
    'review merge') echo --output --latest --help ;;
    divest)
        echo --drop --keep --list --parent --volumes --participation --half-spread-bp --impact-bp \
            --not-us-person --returns --series --periods --benchmark --neutral --turnover --max-weight --locale --paper --report --screen \
            --exclusions --decisions --as-of --holdings-date --base-currency --rates --look-through --max-age \
            --layout --encoding --reference --quiet --help
        ;;
    history | diff) echo --store --screen --base-currency --locale --report --help ;;
    holders) echo --store --screen --base-currency --as-of --locale --report --reference --help ;;
    'store verify') echo --store --help ;;
    'store prune') echo --store --before --keep --help ;;
    'store export') echo --store --output --help ;;
    screens) echo --as-of --names --reference --help ;;
    'ref build') echo --from --output --help ;;
    'ref import')
        echo --format --list --name --retrieved --url --skip-damaged --from --imports --output --no-build --quiet --help
        ;;
    'ref update')
        echo --config --source --contact --from --imports --output --downloads --dry-run --quiet --help
        ;;
    'ref verify') echo --from --publishable --reference --all --help ;;
    'ref info') echo --report --reference --help ;;
    'ref diff') echo --screen --as-of --all --report --help ;;
    esac
}

# _holdtrace_value COMMAND OPTION WORD: candidates for the value of OPTION; fails when OPTION takes none.
_holdtrace_value() {
    case $2 in
    --screen) mapfile -t COMPREPLY < <(compgen -W "$_holdtrace_screens" -- "$3"; compgen -f -- "$3") ;;
    --report)
        if [[ $1 == check ]]; then
            mapfile -t COMPREPLY < <(compgen -W 'text md csv json jsonl html pdf xlsx text= md= csv= json= jsonl= html= pdf= xlsx=' -- "$3")
        elif [[ $1 == merge ]]; then
            mapfile -t COMPREPLY < <(compgen -W 'json jsonl csv json= jsonl= csv=' -- "$3")
        elif [[ $1 == divest ]]; then
            mapfile -t COMPREPLY < <(compgen -W 'text md html pdf xlsx csv json text= md= html= pdf= xlsx= csv= json=' -- "$3")
        elif [[ $1 == review ]]; then
            mapfile -t COMPREPLY < <(compgen -W 'text csv json text= csv= json=' -- "$3")
        else
            mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$3")
        fi
        ;;
    --log-format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$3") ;;
    --locale) mapfile -t COMPREPLY < <(compgen -W 'en de fr nl sv es zh' -- "$3") ;;
    --paper) mapfile -t COMPREPLY < <(compgen -W 'a4 letter' -- "$3") ;;
    --drop) mapfile -t COMPREPLY < <(compgen -W 'direct owned controlled parent minority stake linked' -- "$3") ;;
    --neutral) mapfile -t COMPREPLY < <(compgen -W 'sector country sector,country' -- "$3") ;;
    --series) mapfile -t COMPREPLY < <(compgen -W 'prices returns' -- "$3") ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W 'line value weight name' -- "$3") ;;
    --min-coverage-of)
        mapfile -t COMPREPLY < <(compgen -W 'comparable-with-names comparable resolved ownership-known' -- "$3")
        ;;
    --encoding) mapfile -t COMPREPLY < <(compgen -W 'UTF-8 UTF-16 ISO-8859-1 windows-1252 GB18030 Shift_JIS' -- "$3") ;;
    --fail-on)
        mapfile -t COMPREPLY < <(compgen -W "$_holdtrace_events" -- "$3")
        ;;
    --exclusions | --store | --files-from | --lock | --resume | --partial | --decisions | --rates | --look-through | --scheme | --benchmark | --volumes | --returns | --layout | --write-layout | --reference | --output | \
        --config)
        mapfile -t COMPREPLY < <(compgen -f -- "$3")
        ;;
    --from | --imports | --downloads | --inputs) mapfile -t COMPREPLY < <(compgen -d -- "$3") ;;
    --source | --contact | --as-of | --holdings-date | --fail-above | --min-coverage | --max-age | --top | --width | --name | \
        --retrieved | --url | --by | --why | --on | --base-currency | --before | --keep | --list | --parent | --participation | --half-spread-bp | --impact-bp | \
        --jobs | --settle | --share | --periods | --turnover | --max-weight)
        COMPREPLY=()
        ;;
    *) return 1 ;;
    esac
}

_holdtrace() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W 'check merge verify inspect explain review divest history diff holders store screens ref help --version --help' -- "$word")
        return
    fi
    if [[ $command == ref ]]; then
        if ((COMP_CWORD == 2)); then
            mapfile -t COMPREPLY < <(compgen -W 'build import update verify info diff' -- "$word")
            return
        fi
        command="ref ${COMP_WORDS[2]}"
    elif [[ $command == store ]]; then
        if ((COMP_CWORD == 2)); then
            mapfile -t COMPREPLY < <(compgen -W 'verify prune export' -- "$word")
            return
        fi
        command="store ${COMP_WORDS[2]}"
    elif [[ $command == review ]]; then
        if ((COMP_CWORD == 2)) && [[ $word != -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W 'accept reject later merge' -- "$word"; compgen -f -- "$word")
            return
        fi
        case ${COMP_WORDS[2]-} in
        accept | reject | later | merge) command="review ${COMP_WORDS[2]}" ;;
        esac
    fi
    # bash splits "--option=value" at the "=".
    if [[ $word == = ]]; then
        word=
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if _holdtrace_value "$command" "$previous" "$word"; then
        return
    fi
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_holdtrace_options "$command")" -- "$word")
        return
    fi
    case $command in
    help) mapfile -t COMPREPLY < <(compgen -W 'check merge verify inspect explain review divest history diff holders store screens ref' -- "$word") ;;
    screens) mapfile -t COMPREPLY < <(compgen -W "$_holdtrace_screens" -- "$word"; compgen -f -- "$word") ;;
    check | merge | verify | inspect | divest | review | 'review accept' | 'review reject' | 'review later' | 'review merge' | 'ref import' | 'ref diff') mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    esac
}

complete -o filenames -o bashdefault -F _holdtrace holdtrace
