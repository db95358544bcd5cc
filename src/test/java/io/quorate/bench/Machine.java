package io.quorate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a figure was measured: without that it means nothing. */
final class Machine {

    private Machine() {}

    /** One line: processor, cores, memory, JDK, system, date, and how busy the machine was before. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GB, JDK %s, %s %s, %s, load average before: %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memoryGigabytes(),
                Runtime.version().toString(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                LocalDate.now(ZoneOffset.UTC),
                load());
    }

    static String load() {
        return firstLine("/proc/loadavg", "").split(" ", 2)[0];
    }

    private static String processor() {
        return firstLine("/proc/cpuinfo", "model name").replaceFirst("^.*: *", "");
    }

    private static long memoryGigabytes() {
        return kilobytes("/proc/meminfo", "MemTotal") / 1024 / 1024;
    }

    /** Memory that new processes can have without swapping, in MB. */
    static long availableMegabytes() {
        return kilobytes("/proc/meminfo", "MemAvailable") / 1024;
    }

    /** The value of a line such as {@code VmRSS:  1234 kB}; 0 when there is none. */
    static long kilobytes(String file, String name) {
        String digits = firstLine(file, name).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String firstLine(String file, String start) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(start)).findFirst().orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }
}
