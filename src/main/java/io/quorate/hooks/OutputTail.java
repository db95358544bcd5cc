package io.quorate.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads what a process writes, to the end, and keeps the last of it.
 *
 * <p>Reading goes on as long as anybody holds the other end, so that a child left in the background by a hook is neither
 * stopped by a full pipe nor ended by a broken one. Thread-safe.
 */
final class OutputTail {

    /** How many bytes are kept. */
    static final int LIMIT = 16 * 1024;

    private final byte[] kept = new byte[LIMIT];
    private final Thread reader;
    private long total;

    private OutputTail(InputStream output) {
        reader = new Thread(() -> read(output), "hook-output");
        reader.setDaemon(true);
    }

    /** Starts a thread that reads {@code output} until it ends. */
    static OutputTail follow(InputStream output) {
        OutputTail tail = new OutputTail(output);
        tail.reader.start();
        return tail;
    }

    /** What was kept, once the output has ended or {@code patience} is over; begins with '…' if some was dropped. */
    String text(Duration patience) throws InterruptedException {
        reader.join(patience.toMillis());
        return text();
    }

    synchronized String text() {
        int length = (int) Math.min(total, LIMIT);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = kept[(int) ((total - length + i) % LIMIT)];
        }
        return (total > LIMIT ? "…" : "") + new String(ordered, StandardCharsets.UTF_8);
    }

    private void read(InputStream output) {
        byte[] buffer = new byte[4096];
        try (output) {
            int length = output.read(buffer);
            while (length >= 0) {
                keep(buffer, length);
                length = output.read(buffer);
            }
        } catch (IOException e) {
            // The process was killed and its pipe closed: what was read until then is what there is.
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            kept[(int) (total++ % LIMIT)] = buffer[i];
        }
    }
}
