package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Member;
import io.quorate.model.PromotionRule;
import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which replica takes the place of the dead primary. */
class CandidateIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @EachVersion
    void aDelayedReplicaIsNotPromotedAndFollowsLater(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution,
                builder -> builder.replica(ReplicaSpec.named("delayed").delayedBy(Duration.ofHours(1)))
                        .replica(ReplicaSpec.named("prompt")))) {
            SandboxServer delayed = fixture.server("delayed");
            SandboxServer prompt = fixture.server("prompt");
            fixture.awaitView(
                    "the delay is seen",
                    cluster -> cluster.member(delayed.key())
                            .flatMap(Member::instance)
                            .filter(i -> !i.configuredDelay().isZero())
                            .isPresent());

            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).contains(prompt.key());
            fixture.aftermathOf(recovery).isFollowedBy(List.of());
            FailoverFixture.waiting("the delayed replica reads from the new primary")
                    .until(() -> delayed.replication().isRunning()
                            && delayed.replication().source().equals(Optional.of(prompt.key())));
            assertThat(delayed.replication().status("SQL_Delay")).contains("3600");
        }
    }

    @EachVersion
    void aReplicaWithErrantTransactionsIsNotPromoted(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(2))) {
            SandboxServer errant = fixture.server("replica1");
            if (distribution.isMariaDb()) {
                // A position names the last transaction of a domain: what the primary writes later would hide the
                // errant
                // one, for us as for MariaDB itself.
                fixture.awaitRows(1);
                fixture.load().stop();
                SandboxTopology.awaitCaughtUp(errant, fixture.primary(), SOON);
            } else {
                errant.execute("SET GLOBAL super_read_only = OFF");
            }
            errant.execute("CREATE DATABASE made_by_mistake");
            fixture.awaitView(
                    "the errant transaction is seen",
                    cluster -> cluster.member(errant.key())
                            .flatMap(Member::instance)
                            .filter(i -> i.gtid().hasErrant())
                            .isPresent());

            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            SandboxServer other = fixture.server("replica2");
            assertThat(recovery.successor()).contains(other.key());
            fixture.aftermathOf(recovery).isFollowedBy(List.of(other));
        }
    }

    @EachVersion
    void aReplicaThatMustNotBePromotedIsNot(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(3))) {
            fixture.rule("replica1", PromotionRule.MUST_NOT);
            fixture.rule("replica3", PromotionRule.MUST_NOT);

            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).contains(fixture.server("replica2").key());
            fixture.aftermathOf(recovery).isFollowedByAll();
        }
    }

    @EachVersion
    void nobodyIsPromotedAndNothingTouchedWhenNoneMayBe(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(2))) {
            fixture.rule("replica1", PromotionRule.MUST_NOT);
            fixture.rule("replica2", PromotionRule.MUST_NOT);

            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).isEmpty();
            assertThat(recovery.result().orElseThrow().errors())
                    .anySatisfy(reason -> assertThat(reason).contains("must_not"));
            fixture.assertReplicasUntouched();
        }
    }

    /** The preferred replica lacks what the others received: it gets that first, and then the role. */
    @EachVersion
    void aPreferredReplicaThatIsBehindCatchesUpAndIsPromoted(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(3))) {
            SandboxServer preferred = fixture.server("replica3");
            fixture.rule("replica3", PromotionRule.PREFER);
            FailoverFixture.stopReceiving(preferred);
            fixture.awaitRows(50);
            fixture.load().stop();
            for (String ahead : List.of("replica1", "replica2")) {
                SandboxTopology.awaitCaughtUp(fixture.server(ahead), fixture.primary(), SOON);
            }

            fixture.primary().kill();
            preferred.replication().start();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).contains(preferred.key());
            fixture.aftermathOf(recovery)
                    .hasRowsUpTo(fixture.load().acknowledged())
                    .isFollowedByAll();
        }
    }

    /** Nobody else has the last rows, and their holder does not answer: the others must not wait for ever. */
    @EachVersion
    void theBestReplicaIsLeftBehindWhenItsNetworkStalls(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution, builder -> builder.behindLinks().replicas(3))) {
            SandboxServer best = fixture.server("replica1");
            List<SandboxServer> others = List.of(fixture.server("replica2"), fixture.server("replica3"));
            others.forEach(replica -> FailoverFixture.stopReceiving(replica));
            fixture.awaitRows(20);
            fixture.load().stop();
            SandboxTopology.awaitCaughtUp(best, fixture.primary(), SOON);

            best.link().orElseThrow().stall();
            fixture.primary().kill();
            others.forEach(replica -> replica.replication().start());

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.result().orElseThrow().lostReplicas()).contains(best.key());
            fixture.aftermathOf(recovery)
                    .isRecordedAs(fixture.primary().key(), "DeadMaster", "DeadMasterAndSomeReplicas")
                    .isFollowedBy(others)
                    .lost(fixture.primary(), best);
        }
    }
}
