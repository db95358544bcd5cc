package io.quorate.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.model.InstanceKey;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.FleetChange;
import io.quorate.statemachine.NoteChange;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.RecoveryChange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a single node on the real journal, over restarts. */
class SingleNodeLogTest {

    private static final InstanceKey DB1 = new InstanceKey("db1", 3306);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void leadsOnceItsJournalWasReplayed() {
        run(log -> {
            assertThat(log.leadership().isLeader()).isTrue();
            assertThat(log.leadership().leader()).contains("n1");
            assertThat(log.state()).isEqualTo(ClusterState.EMPTY);
        });
    }

    @Test
    void whatWasAnsweredIsThereAfterARestart() {
        run(log -> assertThat(await(log.propose(new FleetChange.Discover(new TreeSet<>(List.of(DB1))))))
                .isEqualTo(Outcome.done()));
        run(log -> assertThat(log.state().fleet().known()).containsExactly(DB1));
    }

    @Test
    void aRefusedChangeIsAnsweredAndLeavesNothing() {
        run(log -> assertThat(await(log.propose(new NoteChange.EndMaintenance(7))))
                .isEqualTo(Outcome.refused("no maintenance with id 7 is active")));
        run(log -> assertThat(log.state()).isEqualTo(ClusterState.EMPTY));
    }

    @Test
    void changesAreAppliedInTheOrderInWhichTheyWereProposed() {
        run(log -> {
            CompletionStage<Outcome> off = log.propose(new RecoveryChange.SetRecoveriesDisabled(true));
            CompletionStage<Outcome> on = log.propose(new RecoveryChange.SetRecoveriesDisabled(false));
            await(off);
            await(on);
            assertThat(log.state().recoveries().areDisabled()).isFalse();
        });
    }

    @Test
    void aRequestWithAnIdTakesEffectOnceAlsoAfterARestart() {
        RecoveryChange.SetRecoveriesDisabled off = new RecoveryChange.SetRecoveriesDisabled(true);
        run(log -> assertThat(await(log.propose(off, "r1"))).isEqualTo(Outcome.done()));
        run(log -> {
            await(log.propose(new RecoveryChange.SetRecoveriesDisabled(false)));
            assertThat(await(log.propose(off, "r1"))).isEqualTo(Outcome.done());
            assertThat(log.state().recoveries().areDisabled()).isFalse();
        });
    }

    @Test
    void aRefusedRequestIsAnsweredAlikeForEver() {
        Outcome refused = Outcome.refused("no maintenance with id 7 is active");
        run(log -> assertThat(await(log.propose(new NoteChange.EndMaintenance(7), "r1")))
                .isEqualTo(refused));
        run(log -> assertThat(await(log.propose(new NoteChange.EndMaintenance(7), "r1")))
                .isEqualTo(refused));
    }

    @Test
    void isAGroupOfOne() {
        run(log -> {
            assertThat(log.group().leadsNow()).isTrue();
            assertThat(log.group().status().role()).isEqualTo("Leader");
            assertThat(log.group().readBarrier()).isCompleted();
            assertThat(log.group().remove("n1")).isCompletedExceptionally();
        });
    }

    @Test
    void aLogThatHasStoppedTakesNothing() {
        SingleNodeLog stopped =
                run(log -> assertThat(log.leadership().isLeader()).isTrue());
        assertThat(stopped.leadership()).isEqualTo(Leadership.NONE);
        assertThatThrownBy(() -> await(stopped.propose(new NoteChange.EndDowntime(DB1))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogUnavailable.class);
    }

    private interface Use {
        void of(SingleNodeLog log);
    }

    private SingleNodeLog run(Use use) {
        ActorTestKit kit = ActorTestKit.create("log", config());
        SingleNodeLog log = new SingleNodeLog("n1", CLOCK);
        try {
            log.attach(kit.spawn(log.behavior()));
            await(log.ready());
            use.of(log);
        } finally {
            kit.shutdownTestKit();
        }
        return log;
    }

    private Config config() {
        String file = folder.resolve("log.db").toString();
        return ConfigFactory.parseMap(Map.of(
                        "akka.persistence.journal.plugin",
                        "quorate.journal",
                        "akka.persistence.snapshot-store.plugin",
                        "quorate.snapshot-store",
                        "quorate.journal.store.sqlite.file",
                        file,
                        "quorate.snapshot-store.store.sqlite.file",
                        file))
                .withFallback(ConfigFactory.load());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
