package io.quorate.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measurements of one thing, in the order taken; at least one. */
final class Series {

    private final double[] values;

    Series(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.values = values.clone();
    }

    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double min() {
        return sorted()[0];
    }

    double max() {
        return sorted()[values.length - 1];
    }

    private double[] sorted() {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** {@code 412 (380 to 530, n=10)}: median, extremes, count. */
    String summary(String format) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ", n=%d)",
                median(),
                min(),
                max(),
                values.length);
    }
}
