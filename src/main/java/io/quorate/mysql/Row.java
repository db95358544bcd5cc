package io.quorate.mysql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One row of a server's answer, as texts. Columns are asked for by name, whatever the case, and may be missing: which
 * ones a statement brings depends on flavour and version. A missing column and NULL look alike.
 */
final class Row {

    private final Map<String, Integer> columns;
    private final @Nullable String[] values;

    /** @param columns index of each column, by its name in lower case; shared by the rows of an answer */
    Row(Map<String, Integer> columns, @Nullable String[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** A row written down as name, value, name, value …; a null stands for NULL. */
    static Row of(@Nullable String... namesAndValues) {
        Map<String, Integer> columns = new HashMap<>();
        @Nullable String[] values = new String[namesAndValues.length / 2];
        for (int i = 0; i < values.length; i++) {
            columns.put(String.valueOf(namesAndValues[2 * i]).toLowerCase(Locale.ROOT), i);
            values[i] = namesAndValues[2 * i + 1];
        }
        return new Row(columns, values);
    }

    /** The first of these columns that the row has; empty for NULL. Names must be in lower case. */
    Optional<String> text(String... names) {
        for (String name : names) {
            Integer index = columns.get(name);
            if (index != null) {
                return Optional.ofNullable(values[index]);
            }
        }
        return Optional.empty();
    }

    /** As {@link #text}, '' where there is nothing. */
    String textOrEmpty(String... names) {
        return text(names).orElse("");
    }

    /** As {@link #text}, for a whole number; empty also when the text is none. */
    OptionalLong number(String... names) {
        return text(names).map(Row::parse).orElse(OptionalLong.empty());
    }

    long numberOrZero(String... names) {
        return number(names).orElse(0);
    }

    /** Whether the text is one of the servers' ways to say yes: {@code Yes}, {@code ON}, a number other than 0. */
    boolean isYes(String... names) {
        String text = textOrEmpty(names).trim();
        return text.equalsIgnoreCase("yes")
                || text.equalsIgnoreCase("on")
                || text.equalsIgnoreCase("true")
                || parse(text).orElse(0) != 0;
    }

    /** The first column, whatever its name; empty for NULL. */
    Optional<String> first() {
        return values.length == 0 ? Optional.empty() : Optional.ofNullable(values[0]);
    }

    /** The first column of the first row; empty when there is no row, and for NULL. */
    static Optional<String> firstOf(List<Row> rows) {
        return rows.isEmpty() ? Optional.empty() : rows.get(0).first();
    }

    static OptionalLong parse(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
