package io.quorate.analysis;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the table: when its code holds, and the sentence that says so. True or false on its own, whatever other
 * rows say; where several may hold for one server, it is declared which one comes first.
 *
 * @param before codes that give way to this one where both hold
 * @param says one sentence for people, without the server's name
 */
record Rule(DiagnosisCode code, Predicate<Facts> condition, Set<DiagnosisCode> before, Function<Facts, String> says) {

    Rule {
        before = Set.copyOf(before);
    }

    static Builder rule(DiagnosisCode code) {
        return new Builder(code);
    }

    boolean holds(Facts facts) {
        return condition.test(facts);
    }

    /** Reads as a sentence: rule(A).before(B).when(…).says(…). */
    static final class Builder {

        private final DiagnosisCode code;
        private final Set<DiagnosisCode> before = EnumSet.noneOf(DiagnosisCode.class);
        private Predicate<Facts> condition = facts -> false;

        private Builder(DiagnosisCode code) {
            this.code = code;
        }

        Builder before(DiagnosisCode... codes) {
            before.addAll(Set.of(codes));
            return this;
        }

        Builder before(Set<DiagnosisCode> codes) {
            before.addAll(codes);
            return this;
        }

        Builder when(Predicate<Facts> holds) {
            condition = holds;
            return this;
        }

        Rule says(Function<Facts, String> sentence) {
            return new Rule(code, condition, before, sentence);
        }

        Rule says(String sentence) {
            return says(facts -> sentence);
        }
    }
}
