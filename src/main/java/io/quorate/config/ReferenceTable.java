package io.quorate.config;

import io.quorate.config.catalogue.Area;
import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import io.quorate.config.catalogue.Status;
import io.quorate.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the tables of the manual's page on configuration, one for each area. */
public final class ReferenceTable {

    private ReferenceTable() {}

    /** Markdown, from the first heading of an area to the end. */
    public static String markdown() {
        return Catalogue.areas().stream().map(ReferenceTable::area).collect(Collectors.joining("\n"));
    }

    private static String area(Area area) {
        return "### " + area.title() + "\n\n"
                + "| Key | Type | Default | Works | Change | From | Meaning |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n"
                + area.keys().stream().map(ReferenceTable::row).collect(Collectors.joining());
    }

    private static String row(Key key) {
        String change = key.isCurrent() ? key.reload().label() : "";
        return "| `" + key.name() + "` | " + key.type().label() + " | " + initial(key) + " | "
                + key.status().label() + " | " + change + " | " + key.origin().label() + " | " + meaning(key) + " |\n";
    }

    private static String initial(Key key) {
        Object value = key.initial();
        if (key.target().isPresent()) {
            return "";
        }
        if (value instanceof Secret) {
            return "`\"\"`";
        }
        if (value instanceof String text) {
            return "`\"" + text + "\"`";
        }
        if (value instanceof List<?> list) {
            return "`" + list.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", ", "[", "]"))
                    + "`";
        }
        return value instanceof Map<?, ?> ? "`{}`" : "`" + value + "`";
    }

    private static String meaning(Key key) {
        String text = key.description();
        if (key.type() == KeyType.WORD) {
            text += " One of "
                    + key.words().stream().map(word -> "`\"" + word + "\"`").collect(Collectors.joining(", ")) + ".";
        }
        if (key.status() instanceof Status.NoMeaning meaningless) {
            text += " " + meaningless.why();
        }
        return text.replace("|", "\\|");
    }
}
