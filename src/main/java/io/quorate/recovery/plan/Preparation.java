package io.quorate.recovery.plan;

import java.util.function.Function;

/** What to do first, or the reasons why nothing shall be done. */
public sealed interface Preparation permits Freeze, Refusal {

    <T> T foldPreparation(Function<Freeze, T> freeze, Function<Refusal, T> refusal);
}
