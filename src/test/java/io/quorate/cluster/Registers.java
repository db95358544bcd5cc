package io.quorate.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The keys that clients share. Each operation whose outcome nobody knows makes a key's history harder to check, so after
 * some of them the clients go on with fresh keys. For all threads.
 */
final class Registers {

    private static final int AT_A_TIME = 3;
    private static final int MOST_UNKNOWN = 4;
    private static final int MOST_OPERATIONS = 1500;

    private final String name;
    private final Set<String> all = new LinkedHashSet<>();
    private int generation;
    private int unknown;
    private int operations;

    Registers(String name) {
        this.name = name;
    }

    synchronized String any(RandomGenerator random) {
        if (unknown > MOST_UNKNOWN || ++operations > MOST_OPERATIONS) {
            generation++;
            unknown = 0;
            operations = 0;
        }
        String key = name + "-" + generation + "-" + random.nextInt(AT_A_TIME);
        all.add(key);
        return key;
    }

    synchronized void lostTrack() {
        unknown++;
    }

    /** All that were ever handed out. */
    synchronized List<String> all() {
        return List.copyOf(all);
    }
}
