package io.quorate.analysis;

import java.util.List;
import java.util.SplittableRandom;

/** Draws topologies of one to eight servers with arbitrary words; the same seed draws the same. */
final class RandomDrawing {

    private static final List<String> OBSERVATIONS = List.of(
            "",
            "",
            "",
            "",
            "refused attempts=1",
            "timeout failing=10s",
            "timeout partial",
            "access-denied",
            "refused failing=300ms",
            "seen=9s probing=3s",
            "never-probed",
            "never-probed timeout");
    private static final List<String> THREADS = List.of(
            "",
            "",
            "",
            "",
            "stopped",
            "io-stopped",
            "io-error",
            "io-error=2013",
            "io-connecting",
            "sql-error",
            "io-error=1236",
            "sql-stopped io-error",
            "io-error=2005");
    private static final List<String> PEOPLE =
            List.of("", "", "", "", "downtime", "downtime-over", "maintenance", "rule=must-not");
    private static final List<String> SHAPES = List.of(
            "",
            "",
            "",
            "no-binlog",
            "format=MIXED",
            "format=STATEMENT",
            "no-gtid",
            "mariadb",
            "version=5.7.22",
            "pseudo-gtid",
            "maxscale",
            "errant=1-2");
    private static final List<String> OTHERS = List.of(
            "",
            "",
            "",
            "lag=60s",
            "lag=60s delay=60s",
            "lag=unknown",
            "read-only",
            "writable",
            "semi-sync-active wait=2 clients=1",
            "semi-sync-active wait=1 clients=2",
            "semi-sync-source wait=1",
            "group=g",
            "group=g group-role=PRIMARY",
            "group=g group-state=OFFLINE");

    private final SplittableRandom random;

    RandomDrawing(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String draw() {
        StringBuilder drawing = new StringBuilder();
        int servers = 1 + random.nextInt(8);
        int depth = 0;
        for (int i = 1; i <= servers; i++) {
            depth = i == 1 ? 0 : 1 + random.nextInt(Math.min(3, depth + 1));
            drawing.append("  ".repeat(Math.max(0, depth - 1))).append(depth > 0 ? "+ " : "");
            drawing.append("db").append(i).append(' ').append(words(i, servers)).append('\n');
        }
        return drawing.toString();
    }

    private String words(int number, int servers) {
        String link = "";
        if (number == 1 && servers > 1 && random.nextInt(4) == 0) {
            link = "co-primary=db" + (2 + random.nextInt(servers - 1));
        } else if (number > 1 && random.nextInt(10) == 0) {
            link = random.nextBoolean() ? "detached" : "reset";
        }
        return String.join(" ", link, any(OBSERVATIONS), any(THREADS), any(PEOPLE), any(SHAPES), any(OTHERS));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
