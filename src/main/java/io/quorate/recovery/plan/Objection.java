package io.quorate.recovery.plan;

/**
 * Something against promoting a replica.
 *
 * @param isOverridable whether an operator who names this replica is obeyed nevertheless
 */
record Objection(String reason, boolean isOverridable) {

    static Objection firm(String reason) {
        return new Objection(reason, false);
    }

    static Objection overridable(String reason) {
        return new Objection(reason, true);
    }
}
