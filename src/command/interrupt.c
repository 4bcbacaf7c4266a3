// SPDX-License-Identifier: GPL-3.0-or-later
// A handler that notes the first signal, in the place of the program's own.
#include "command/interrupt.h"

#include <signal.h>
#include <stddef.h>

static const int NUMBERS[] = {SIGINT, SIGTERM, SIGHUP};

enum { COUNT = sizeof NUMBERS / sizeof *NUMBERS };

static volatile sig_atomic_t came;
static struct sigaction before[COUNT];

static void note(int number) {
    came = 1;
    for (size_t i = 0; i < COUNT; i++)
        if (NUMBERS[i] == number)
            sigaction(number, &before[i], NULL);
}

// What is ignored, as under nohup, stays ignored.
void interrupt_catch(void) {
    struct sigaction action = {.sa_handler = note};
    sigemptyset(&action.sa_mask);
    came = 0;
    for (size_t i = 0; i < COUNT; i++)
        if (sigaction(NUMBERS[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN)
            sigaction(NUMBERS[i], &action, NULL);
}

bool interrupt_came(void) {
    return came != 0;
}

void interrupt_release(void) {
    for (size_t i = 0; i < COUNT; i++)
        sigaction(NUMBERS[i], &before[i], NULL);
}
