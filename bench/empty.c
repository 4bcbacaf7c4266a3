// SPDX-License-Identifier: GPL-3.0-or-later
// The program that does nothing: what starting any program costs here, which cold_start takes away.
int main(void) {
    return 0;
}
