package io.quorate.raft.sim;

import java.util.ArrayList;
import java.util.List;

/** The keys that clients use: few, so that they meet; given up after some unknown outcomes, which make checking dear. */
final class Registers {

    private static final int MAX_UNKNOWN = 5;

    private final List<Integer> generations = new ArrayList<>();
    private final List<Integer> unknown = new ArrayList<>();

    Registers(int keys) {
        for (int i = 0; i < keys; i++) {
            generations.add(0);
            unknown.add(0);
        }
    }

    String pick(Dice dice) {
        int number = dice.below(generations.size());
        return name(number);
    }

    private String name(int number) {
        return "k" + number + "." + generations.get(number);
    }

    void unknownOutcome(String key) {
        for (int number = 0; number < generations.size(); number++) {
            if (name(number).equals(key)) {
                unknown.set(number, unknown.get(number) + 1);
                if (unknown.get(number) > MAX_UNKNOWN) {
                    unknown.set(number, 0);
                    generations.set(number, generations.get(number) + 1);
                }
            }
        }
    }
}
