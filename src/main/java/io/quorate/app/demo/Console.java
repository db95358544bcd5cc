package io.quorate.app.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** What the demonstration prints: lines, from any thread, with the milliseconds since a moment where that matters. */
final class Console {

    private final PrintWriter out;
    private boolean isMuted;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String line) {
        if (!isMuted) {
            out.println(line);
            out.flush();
        }
    }

    /** Drops all lines from now on. */
    synchronized void mute() {
        isMuted = true;
    }

    /** A line with the milliseconds it stands for in front. */
    void at(long millis, String line) {
        say(String.format(Locale.ROOT, "%7d ms  %s", millis, line));
    }
}
