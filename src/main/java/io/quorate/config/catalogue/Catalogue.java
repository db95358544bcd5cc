package io.quorate.config.catalogue;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All keys. Loading this class checks the lists against each other: a name used twice, or another name whose target
 * does not exist or has another type, is a programming error and stops the program.
 */
public final class Catalogue {

    private static final List<Area> AREAS = List.of(
            new Area("Process, web, logging, audit", ProcessKeys.KEYS),
            new Area("Own database", BackendKeys.KEYS),
            new Area("Access to the MySQL servers", TopologyKeys.KEYS),
            new Area("Discovery and names", DiscoveryKeys.KEYS),
            new Area("Classification and health of servers", ClassificationKeys.KEYS),
            new Area("Failure detection and recovery", RecoveryKeys.KEYS),
            new Area("Hooks", HookKeys.KEYS),
            new Area("Several nodes", RaftKeys.KEYS),
            new Area("Who may do what over HTTP", HttpSecurityKeys.KEYS),
            new Area("Key-value stores and proxies", PublishingKeys.KEYS),
            new Area("Pseudo-GTID", PseudoGtidKeys.KEYS),
            new Area("Agents on the database hosts", AgentKeys.KEYS),
            new Area("Other names", OldNames.KEYS),
            new Area("Accepted without effect", RetiredKeys.KEYS));

    private static final Map<String, Key> BY_NAME = byName();
    private static final Map<String, Key> BY_LOWER_CASE = byLowerCase();

    static {
        BY_NAME.values().forEach(Catalogue::requireSound);
    }

    private Catalogue() {}

    /** The areas in the order of the manual. */
    public static List<Area> areas() {
        return AREAS;
    }

    /** All keys in the order of the manual. */
    public static Collection<Key> keys() {
        return BY_NAME.values();
    }

    /** The key of exactly this spelling. */
    public static Optional<Key> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The key of this name whatever the case of its letters; the exact spelling is preferred. */
    public static Optional<Key> findIgnoringCase(String name) {
        return find(name).or(() -> Optional.ofNullable(BY_LOWER_CASE.get(lower(name))));
    }

    /** The key of exactly this spelling; {@link IllegalArgumentException} if there is none. */
    public static Key get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No configuration key " + name));
    }

    private static Map<String, Key> byName() {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (Area area : AREAS) {
            for (Key key : area.keys()) {
                if (keys.put(key.name(), key) != null) {
                    throw new IllegalStateException("Key " + key.name() + " is listed twice");
                }
            }
        }
        return Collections.unmodifiableMap(keys);
    }

    private static Map<String, Key> byLowerCase() {
        Map<String, Key> keys = new LinkedHashMap<>();
        // Two names that differ in case only are one key and an old spelling of it: the key itself is listed first.
        BY_NAME.values().forEach(key -> keys.putIfAbsent(lower(key.name()), key));
        return Collections.unmodifiableMap(keys);
    }

    private static void requireSound(Key key) {
        key.target().ifPresent(name -> {
            Key target = get(name);
            if (target.type() != key.type() || !target.isCurrent()) {
                throw new IllegalStateException(key.name() + " cannot stand for " + name);
            }
        });
        if (key.type() == KeyType.WORD && !key.words().contains(key.initial())) {
            throw new IllegalStateException(key.name() + ": the default is not among its words");
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
