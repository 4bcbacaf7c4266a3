// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The program: finds the command in one table, reads its options, runs it, and makes sure that what it printed
 * arrived.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/messages.h"
#include "holdtrace/large.h"
#include "holdtrace/needed.h"
#include "holdtrace/temporary.h"

// One a line.
// clang-format off
static const struct command *const COMMANDS[] = {
    &command_check,
    &command_merge,
    &command_verify,
    &command_inspect,
    &command_explain,
    &command_review,
    &command_review_accept,
    &command_review_reject,
    &command_review_later,
    &command_review_merge,
    &command_divest,
    &command_history,
    &command_diff,
    &command_holders,
    &command_store_verify,
    &command_store_prune,
    &command_store_export,
    &command_screens,
    &command_ref_build,
    &command_ref_import,
    &command_ref_update,
    &command_ref_verify,
    &command_ref_info,
    &command_ref_diff,
    NULL,
};
// clang-format on

static void write_out(const char *text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        _exit(EXIT_TROUBLE);
}

static void out_of_memory(void) {
    write_out("holdtrace: ");
    write_out(ht_large_failure());
    write_out("; nothing was reported\n");
    _exit(EXIT_TROUBLE);
}

static void library_missing(const char *library) {
    write_out("holdtrace: the library ");
    write_out(library);
    write_out(", which reads letters other than ASCII, is not installed; nothing was reported\n");
    _exit(EXIT_TROUBLE);
}

static void print_commands(FILE *to) {
    fputs("usage: holdtrace COMMAND [options] [FILE...]\n\n"
          "Checks investment portfolios for exposure to listed companies.\n\n",
          to);
    for (size_t i = 0; COMMANDS[i]; i++)
        fprintf(to, "  %-13s  %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    fputs("  help           this list, or the help of a command\n\n"
          "'holdtrace COMMAND --help' lists the options of a command; 'man holdtrace' tells more.\n"
          "Exit codes: 0 nothing found, 1 exposure found, 2 trouble, 3 not sure.\n",
          to);
}

static void print_help(const struct command *command) {
    printf("usage: holdtrace %s%s%s\n\n%s.\n", command->name, *command->options[0].name ? " [options] " : " ",
           command->operands, command->summary);
    puts("\noptions:");
    for (const struct option *option = command->options; option->name; option++) {
        char left[80];
        snprintf(left, sizeof left, "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        printf("  %-30s %s\n", left, option->help);
    }
    printf("  %-30s %s\n", "--help", "this help");
    printf("\nexamples:\n  %s\n  %s\n", command->examples[0], command->examples[1]);
}

/*
 * The command that ARGV begins with and, in *WORDS, how many words its name has. The two words of a name such as
 * "ref build" stand apart, and go before a name that is the first of them alone.
 */
static const struct command *find_command(int argc, char **argv, int *words) {
    const struct command *found = NULL;
    for (size_t i = 0; COMMANDS[i]; i++) {
        const char *name = COMMANDS[i]->name, *blank = strchr(name, ' ');
        size_t len = blank ? (size_t)(blank - name) : strlen(name);
        int count = blank ? 2 : 1;
        if (argc >= count && strlen(argv[0]) == len && memcmp(argv[0], name, len) == 0 &&
            (!blank || strcmp(argv[1], blank + 1) == 0) && (!found || count > *words)) {
            found = COMMANDS[i];
            *words = count;
        }
    }
    return found;
}

static int unknown(int argc, char **argv) {
    if (strcmp(argv[0], "ref") == 0 && argc > 1)
        say("unknown command 'ref %s'; there are ref build, diff, import, info, update and verify", argv[1]);
    else if (strcmp(argv[0], "store") == 0)
        say("'store' needs one of verify, prune, export");
    else if (strcmp(argv[0], "ref") == 0)
        say("'ref' needs one of build, diff, import, info, update, verify");
    else
        say("unknown command '%s'; 'holdtrace help' lists the commands", argv[0]);
    return EXIT_TROUBLE;
}

static int run(const struct command *command, int argc, char **argv) {
    struct ht_arena *arena = ht_arena_new();
    struct invocation invocation;
    struct ht_error err;
    bool help = false;
    int code = EXIT_TROUBLE;
    if (options_parse(command, argc, argv, arena, &invocation, &help, &err) != HT_OK) {
        say_error(&err);
    } else if (help) {
        print_help(command);
        code = EXIT_NOTHING;
    } else {
        code = command->run(&invocation);
    }
    ht_arena_free(arena);
    return code;
}

static int help_about(int argc, char **argv) {
    int words;
    if (argc == 0) {
        print_commands(stdout);
        return EXIT_NOTHING;
    }
    const struct command *command = find_command(argc, argv, &words);
    if (!command)
        return unknown(argc, argv);
    print_help(command);
    return EXIT_NOTHING;
}

static int dispatch(int argc, char **argv) {
    if (argc < 1) {
        print_commands(stderr);
        return EXIT_TROUBLE;
    }
    if (strcmp(argv[0], "--version") == 0) {
        puts("holdtrace " HT_VERSION);
        return EXIT_NOTHING;
    }
    if (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0 || strcmp(argv[0], "help") == 0)
        return help_about(argc - 1, argv + 1);
    int words;
    const struct command *command = find_command(argc, argv, &words);
    return command ? run(command, argc - words, argv + words) : unknown(argc, argv);
}

// The handler goes when its work is done, so that the signal, raised again, ends the program as its sender expects.
// Not before (SA_RESETHAND): a second signal right behind the first, as timeout(1) sends, would end it with files
// left.
static void remove_and_end(int number) {
    int failure = errno;
    ht_temporaries_remove();
    errno = failure;
    signal(number, SIG_DFL);
    raise(number);
}

// A run that is ended leaves no half-written file. What is ignored, as under nohup, stays ignored.
static void clean_up_on_signals(void) {
    static const int NUMBERS[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = remove_and_end}, before;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (sigaction(NUMBERS[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(NUMBERS[i], &action, NULL);
}

// False, and said, when what HOLDTRACE_MEMORY says is no number of MiB.
static bool set_memory(void) {
    enum { MOST_MIB = 1024 * 1024 };
    const char *text = getenv("HOLDTRACE_MEMORY");
    char *end = NULL;
    if (text == NULL || *text == '\0')
        return true;
    unsigned long mib = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;
    if (end == NULL || *end != '\0' || mib > MOST_MIB) {
        say("HOLDTRACE_MEMORY: '%s' is no whole number of MiB from 0 to %d", text, MOST_MIB);
        return false;
    }
    ht_large_budget((size_t)mib * 1024 * 1024);
    return true;
}

int main(int argc, char **argv) {
    ht_set_out_of_memory(out_of_memory);
    ht_set_library_missing(library_missing);
    // A file that becomes larger than `ulimit -f` allows is noticed so, too.
    signal(SIGXFSZ, SIG_IGN);
    // A reader that went away is noticed as a failed write, with its message and exit code.
    signal(SIGPIPE, SIG_IGN);
    clean_up_on_signals();
    int code = set_memory() ? dispatch(argc - 1, argv + 1) : EXIT_TROUBLE;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say("standard output: cannot be written: %s", strerror(errno));
        return EXIT_TROUBLE;
    }
    return code;
}
