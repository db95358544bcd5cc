package io.quorate.mysql;

import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.GtidSyntaxException;
import io.quorate.model.gtid.MariaDbGtidSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parses sets of one server and remembers the last of each kind: most probes find most sets unchanged, and a set may
 * run to tens of kilobytes. Used by one thread at a time.
 */
final class GtidMemo {

    private record Parsed(String text, GtidSet set) {}

    private final Map<String, Parsed> last = new HashMap<>();

    /**
     * @param slot what the set is of
     * @return empty for a text that is no set
     */
    Optional<GtidSet> parse(String slot, String text) {
        return parse(slot, text, GtidSet::parse);
    }

    /** As {@link #parse(String, String)} for a text that may be empty and is MariaDB's. */
    Optional<GtidSet> parseMariaDb(String slot, String text) {
        return parse(slot, text, MariaDbGtidSet::parse);
    }

    private Optional<GtidSet> parse(String slot, String text, Function<String, GtidSet> parser) {
        Parsed known = last.get(slot);
        if (known != null && known.text().equals(text)) {
            return Optional.of(known.set());
        }
        try {
            GtidSet set = parser.apply(text);
            last.put(slot, new Parsed(text, set));
            return Optional.of(set);
        } catch (GtidSyntaxException e) {
            return Optional.empty();
        }
    }
}
