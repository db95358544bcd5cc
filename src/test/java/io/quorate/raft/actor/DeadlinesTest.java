package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines(Duration.ofNanos(100));

    @Test
    void endsWhatIsOverAndNothingElse() {
        CompletableFuture<String> answered = new CompletableFuture<>();
        CompletableFuture<String> old = new CompletableFuture<>();
        CompletableFuture<String> young = new CompletableFuture<>();
        deadlines.add(answered, 0);
        deadlines.add(old, 10);
        deadlines.add(young, 11);
        answered.complete("in time");
        deadlines.sweep(110);
        assertThat(answered).isCompletedWithValue("in time");
        assertThatThrownBy(old::join).hasCauseInstanceOf(OutcomeUnclear.class).hasMessageContaining("no answer");
        assertThat(young).isNotDone();
    }

    @Test
    void endsEverythingWhenNobodyWillAnswer() {
        CompletableFuture<String> young = new CompletableFuture<>();
        deadlines.add(young, 0);
        deadlines.endAll("the log has stopped");
        assertThatThrownBy(young::join).hasMessageContaining("the log has stopped");
    }
}
