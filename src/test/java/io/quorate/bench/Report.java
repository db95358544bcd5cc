package io.quorate.bench;

import java.util.Locale;

/** What a benchmark prints: its name, the machine, lines of a table. */
final class Report {

    private Report() {}

    static void begin(String name) {
        System.out.println("# " + name);
        System.out.println(Machine.describe());
        System.out.println();
    }

    static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
