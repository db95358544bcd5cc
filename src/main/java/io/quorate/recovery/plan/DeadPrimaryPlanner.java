package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.RecoveryKind;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.ReplicationCompatibility;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import io.quorate.recovery.plan.RecoveryPolicy.RelayLogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the replacement of a dead primary. Two phases, since what replicas have received is only certain once they are
 * cut off: {@link #prepare} checks all constraints on what is known and says how to freeze and measure; {@link #decide}
 * makes the plan from the measurement, and again when a candidate turned out to be unfit.
 *
 * <p>The rule above all others: no transaction that a reachable replica received is lost. The most advanced replica
 * that may be promoted comes first ({@link FirstChoice}); a preferred or better placed one takes its place ({@link
 * BetterPlaced}) and catches up before it is promoted ({@link CatchUp}). Where a replica holds transactions that cannot
 * be had from it (no binary log, delayed on purpose, errant, of a later version), the plan leaves them on that replica
 * and says so, or is refused if the policy says that.
 *
 * <p>Pure: the same arguments give the same answer.
 */
public final class DeadPrimaryPlanner {

    private final RecoveryPolicy policy;

    public DeadPrimaryPlanner(RecoveryPolicy policy) {
        this.policy = policy;
    }

    /** Why a failure of this kind needs another plan than these; empty when they repair it. */
    public static Optional<String> reasonAgainst(RecoveryKind kind) {
        return kind == RecoveryKind.PRIMARY
                ? Optional.empty()
                : Optional.of("only a primary is replaced, this asks for " + kind);
    }

    /** Reads all replicas once more and touches nothing: the world may have changed since the diagnosis. */
    public Plan look(PrimaryFailure failure) {
        List<Strand> strands = Orphans.reachable(failure.topology(), failure.failed()).stream()
                .map(replica ->
                        Strand.of(replica.key(), Strand.IfItFails.LOSE_IT, new Step.ReadPositions(replica.key())))
                .toList();
        return Plan.of(new Stage("Look at the replicas once more", strands));
    }

    /** What to do first; or a refusal, with nothing touched. */
    public Preparation prepare(PrimaryFailure failure) {
        Contenders contenders = Contenders.of(failure, latest(failure));
        Judgement judgement = judge(failure, contenders, Measurement.of(Map.of()), false);
        Optional<Refusal> refusal = refusal(failure, contenders, judgement);
        return refusal.<Preparation>map(r -> r)
                .orElseGet(() -> new FreezeSteps(policy.lost().followPatience(), waitsForAll()).freeze(contenders));
    }

    private boolean waitsForAll() {
        return policy.constraints().relayLogs() == RelayLogs.REFUSE;
    }

    /** The plan as it would be if the latest probes were the measurement; for dry runs. */
    public PlanResult preview(PrimaryFailure failure) {
        return decide(failure, Measurement.of(latest(failure)));
    }

    /** The plan, from what the frozen replicas have. */
    public PlanResult decide(PrimaryFailure failure, Measurement measurement) {
        Contenders contenders = Contenders.of(failure, measurement.readings());
        Judgement judgement = judge(failure, contenders, measurement, true);
        Optional<Refusal> refusal = refusal(failure, contenders, judgement);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Selection selection = new Selection(failure, contenders, judgement, policy);
        Selection.Winner winner = selection.winner();
        if (winner.catchUp().unobtainable() > 0 && policy.constraints().refusesKnownLoss()) {
            return new Refusal(selection.lossNotes(winner), selection.verdicts(winner));
        }
        return plan(failure, contenders, measurement, selection, winner);
    }

    private RecoveryPlan plan(
            PrimaryFailure failure,
            Contenders contenders,
            Measurement measurement,
            Selection selection,
            Selection.Winner winner) {
        ReplicationCompatibility compatibility = policy.compatibility();
        Followers followers = Followers.of(
                winner.contender(),
                winner.catchUp(),
                contenders,
                silent(failure, contenders, measurement),
                compatibility);
        PromotionSteps steps = new PromotionSteps(policy, failure.failed());
        return new RecoveryPlan(
                winner.contender().key(),
                steps.catchingUp(winner.contender(), winner.catchUp()),
                steps.promotion(winner.contender()),
                steps.opening(winner.contender().key()),
                steps.following(winner.contender().key(), followers.movable()),
                policy.promotion().isApplied() ? steps.fencing() : Plan.NOTHING,
                followers.lost(),
                selection.lossNotes(winner),
                selection.verdicts(winner),
                winner.contender().positioning().isPresent() ? "MasterRecoveryGTID" : "NotMasterRecovery");
    }

    /** Closes the failed primary for everybody, to be done before another server takes writes while it answers. */
    public Plan close(PrimaryFailure failure) {
        return new PromotionSteps(policy, failure.failed()).closing();
    }

    /** Cuts replicas that are lost, but answer, off the dead primary, lest they follow it when it comes back. */
    public Plan detach(PrimaryFailure failure, List<InstanceKey> lost) {
        if (!policy.lost().areDetached()) {
            return Plan.NOTHING;
        }
        List<Member> answering = Orphans.reachable(failure.topology(), failure.failed()).stream()
                .filter(m -> lost.contains(m.key()))
                .toList();
        return new PromotionSteps(policy, failure.failed()).detaching(answering);
    }

    private Judgement judge(
            PrimaryFailure failure, Contenders contenders, Measurement measurement, boolean isMeasured) {
        if (contenders.isEmpty()) {
            return Judgement.NONE;
        }
        List<Instance> replicas =
                contenders.all().stream().map(Contender::instance).toList();
        Promotability rules = new Promotability(failure.failedMember(), policy.constraints(), Majority.of(replicas));
        Map<InstanceKey, List<Objection>> objections = new HashMap<>();
        for (Contender contender : contenders.all()) {
            List<Objection> against =
                    new ArrayList<>(isMeasured ? rules.objections(contender) : rules.standing(contender));
            if (contender.positioning().isEmpty() && !contenders.noneIsPositioned()) {
                against.add(Objection.overridable("it has no GTIDs, and others have"));
            }
            String tried = measurement.ruledOut().get(contender.key());
            if (tried != null) {
                against.add(Objection.firm(tried));
            }
            objections.put(contender.key(), against);
        }
        return new Judgement(objections, failure.designated());
    }

    private static Optional<Refusal> refusal(PrimaryFailure failure, Contenders contenders, Judgement judgement) {
        List<CandidateVerdict> verdicts = judgement.verdicts();
        if (contenders.isEmpty()) {
            return Optional.of(Refusal.of("no replica of " + failure.failed() + " answers", verdicts));
        }
        if (contenders.noneIsPositioned() && contenders.all().size() > 1) {
            return Optional.of(Refusal.of(
                    "the replicas of " + failure.failed() + " use no GTIDs, so that none can be placed below another;"
                            + " turn GTIDs on",
                    verdicts));
        }
        if (contenders.all().stream().anyMatch(judgement::mayBePromoted)) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        failure.designated()
                .ifPresentOrElse(
                        wanted -> reasons.add(judgement.whyNot(wanted)),
                        () -> reasons.add("no replica of " + failure.failed() + " may be promoted"));
        verdicts.forEach(v -> reasons.add(v.describe()));
        return Optional.of(new Refusal(reasons, verdicts));
    }

    private static Map<InstanceKey, Reading> latest(PrimaryFailure failure) {
        Map<InstanceKey, Reading> readings = new HashMap<>();
        for (Member member : Orphans.reachable(failure.topology(), failure.failed())) {
            member.instance().ifPresent(i -> readings.put(member.key(), failure.latest(i)));
        }
        return readings;
    }

    private static Map<InstanceKey, String> silent(
            PrimaryFailure failure, Contenders contenders, Measurement measurement) {
        List<Member> all = new ArrayList<>(Orphans.unreachable(failure.topology(), failure.failed()));
        all.addAll(Orphans.reachable(failure.topology(), failure.failed()));
        Map<InstanceKey, String> silent = new HashMap<>();
        all.forEach(member ->
                silent.put(member.key(), measurement.failures().getOrDefault(member.key(), "it does not answer")));
        contenders.all().forEach(c -> silent.remove(c.key()));
        return silent;
    }
}
