package io.quorate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many clients, each over its own connection, one request after the other for some time. */
final class KeyValueLoad {

    /** Of a client; the key after that is its first again. */
    static final int KEYS = 50;

    private static final String VALUE = "v".repeat(256);

    /** Opens a client's connection. */
    @FunctionalInterface
    interface Opening {
        KeyValueConnection open() throws IOException;
    }

    /** What they ask for. */
    enum Kind {
        WRITE,
        READ;

        void ask(KeyValueConnection connection, String key) throws IOException {
            if (this == WRITE) {
                connection.put(key, VALUE);
            } else {
                connection.get(key);
            }
        }
    }

    /** Durations in nanoseconds, sorted. */
    static final class Outcome {

        private final long[] nanos;
        private final double seconds;

        private Outcome(long[] nanos, double seconds) {
            this.nanos = nanos;
            this.seconds = seconds;
        }

        double perSecond() {
            return nanos.length / seconds;
        }

        double percentileMillis(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(nanos.length * share))] / 1e6;
        }
    }

    private KeyValueLoad() {}

    /** Writes every key of every client once, so that all reads find something. */
    static void fill(int clients, Opening opening) throws IOException {
        try (KeyValueConnection connection = opening.open()) {
            for (int client = 0; client < clients; client++) {
                for (int i = 0; i < KEYS; i++) {
                    connection.put(key(client, i), VALUE);
                }
            }
        }
    }

    private static String key(int client, int number) {
        return "bench-" + client + "-" + number % KEYS;
    }

    static Outcome run(Kind kind, int clients, Duration length, Opening opening)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long began = System.nanoTime();
            long end = began + length.toNanos();
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                running.add(threads.submit(() -> askUntil(end, kind, client, opening)));
            }
            List<long[]> parts = new ArrayList<>();
            for (Future<long[]> part : running) {
                parts.add(part.get());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Outcome(
                    parts.stream().flatMapToLong(Arrays::stream).sorted().toArray(), seconds);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] askUntil(long end, Kind kind, int client, Opening opening) throws IOException {
        long[] nanos = new long[1 << 14];
        int count = 0;
        try (KeyValueConnection connection = opening.open()) {
            for (long before = System.nanoTime(); before < end; ) {
                kind.ask(connection, key(client, count));
                long after = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = after - before;
                before = after;
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
