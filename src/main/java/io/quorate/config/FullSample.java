package io.quorate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.config.catalogue.Area;
import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.Reload;
import io.quorate.config.catalogue.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the sample file that has every key, each explained in a comment, with its default. */
public final class FullSample {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WIDTH = 110;
    private static final String HEAD = """
            // Every key with its default. Do not start from this file but from one of the small ones beside it,
            // and copy from here what you need. docs/configuration.md has the same as a table.
            //
            // In every text, ${NAME} or ${env:NAME:-default} is replaced by a variable of the environment, and
            // ${file:/path} by the content of a file. Comments and a comma before a closing bracket are allowed.
            {
            """;

    private FullSample() {}

    /** The text of {@code conf/quorate-full.conf.json}. */
    public static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Area area : Catalogue.areas()) {
            List<Key> current = area.keys().stream().filter(Key::isCurrent).toList();
            List<Key> others =
                    area.keys().stream().filter(key -> !key.isCurrent()).toList();
            text.append("\n  // ---- ").append(area.title()).append(" ----\n");
            current.forEach(key -> appendCurrent(text, key));
            others.forEach(key -> appendComment(text, key));
        }
        return text.append("}\n").toString();
    }

    private static void appendCurrent(StringBuilder text, Key key) {
        text.append('\n');
        wrapped(explanation(key))
                .forEach(line -> text.append("  // ").append(line).append('\n'));
        text.append("  \"").append(key.name()).append("\": ").append(json(key)).append(",\n");
    }

    private static String explanation(Key key) {
        String text = key.description();
        if (key.status() instanceof Status.NotYet) {
            text += " Not implemented yet.";
        }
        return key.reload() == Reload.RESTART ? text + " Changed by a restart." : text;
    }

    private static void appendComment(StringBuilder text, Key key) {
        String reason = key.status() instanceof Status.NoMeaning meaningless
                ? "Without effect. " + meaningless.why()
                : key.description();
        wrapped("(" + key.name() + ") " + reason)
                .forEach(line -> text.append("  // ").append(line).append('\n'));
    }

    private static String json(Key key) {
        Object value = key.isSecret() ? "" : key.sample();
        if (value instanceof List<?> list && list.isEmpty()) {
            return "[]";
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return "{}";
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(key.name() + " has a sample that is no JSON", e);
        }
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
