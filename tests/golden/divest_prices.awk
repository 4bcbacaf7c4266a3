# Prices of N weeks for the securities IDS, by a generator that is the same everywhere: -v n=N -v ids="A B" [-v end=M]
# leaves the last security without prices from week M on.
function drawn() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 - 0.5 }
function two(x) { return x < 10 ? "0" x : x }
BEGIN {
    seed = 4711
    count = split(ids, id, " ")
    printf "date"
    for (i = 1; i <= count; i++) { printf ",%s", id[i]; price[i] = 100 }
    print ""
    for (t = 0; t < n; t++) {
        market = drawn() * 0.06
        printf "%d-%s-%s", 2020 + int(t / 48), two(1 + int(t / 4) % 12), two(1 + 7 * (t % 4))
        for (i = 1; i <= count; i++) {
            price[i] *= still ? 1 : 1 + market * (0.5 + i % 4 * 0.3) + drawn() * 0.05
            if (i == count && end && t >= end) printf ","
            else printf ",%.4f", price[i]
        }
        print ""
    }
}
