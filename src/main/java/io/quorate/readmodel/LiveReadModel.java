package io.quorate.readmodel;

import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.Diagnosis;
import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.InstanceKey;
import io.quorate.model.Topology;
import io.quorate.statemachine.ClusterState;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The read model in memory. Publishing only leaves the new topology at the door; whoever reads next takes all that
 * lies there into a new view, so that ten thousand probes between two reads cost one copy.
 */
public final class LiveReadModel implements ReadModel, ViewPublisher {

    /** What a supervisor left at the door. */
    record Arrival(Topology topology, ClusterView.Verdict verdict) {}

    private final ReplicatedLog log;
    private final Supplier<NodeFacts> node;
    private final InstantSource clock;
    private final ProbeSamples probes;
    private final ViewBuilder builder;
    private final CopyOnWriteArrayList<Consumer<FleetEvent>> listeners = new CopyOnWriteArrayList<>();
    private final HistoryEvents history;

    /** Guarded by this: cluster name to what is new of it, or to nothing when it is gone. */
    private final Map<String, Optional<Arrival>> arrived = new LinkedHashMap<>();

    private volatile boolean hasArrivals;
    private volatile FleetView current;

    /**
     * @param node asked at each call of {@link #node()}
     * @param clock tells which downtimes have passed
     */
    public LiveReadModel(
            ReplicatedLog log,
            ClusterNaming naming,
            Supplier<NodeFacts> node,
            ProbeSamples probes,
            InstantSource clock) {
        this.log = log;
        this.node = node;
        this.clock = clock;
        this.probes = probes;
        this.builder = new ViewBuilder(naming);
        this.current = ViewBuilder.empty(log.state());
        this.history = new HistoryEvents(log.state(), this::tell);
        log.onApplied(history::applied);
        log.onLeadership(leadership -> tell(new FleetEvent.LeadershipChanged(leadership)));
    }

    @Override
    public FleetView view() {
        FleetView view = current;
        return !hasArrivals && Identity.same(view.state(), log.state()) ? view : refresh();
    }

    private synchronized FleetView refresh() {
        ClusterState state = log.state();
        FleetView next = builder.next(current, arrived, state, clock.instant());
        arrived.clear();
        hasArrivals = false;
        current = next;
        return next;
    }

    @Override
    public void publish(
            Topology topology,
            List<Diagnosis> diagnoses,
            AnalysisChangelog changelog,
            Map<InstanceKey, String> refusals) {
        ClusterView.Verdict verdict = new ClusterView.Verdict(diagnoses, changelog, refusals);
        arrive(topology.name(), Optional.of(new Arrival(topology, verdict)));
        if (!listeners.isEmpty()) {
            view().cluster(topology.name()).ifPresent(cluster -> tell(new FleetEvent.ClusterChanged(cluster)));
        }
    }

    @Override
    public void withdraw(String clusterName) {
        arrive(clusterName, Optional.empty());
        tell(new FleetEvent.ClusterGone(clusterName));
    }

    private synchronized void arrive(String name, Optional<Arrival> arrival) {
        arrived.put(name, arrival);
        hasArrivals = true;
    }

    @Override
    public synchronized void recoveryBlocked(BlockedRecovery blocked) {
        current = current.withBlocked(blocked);
    }

    @Override
    public ClusterState state() {
        return log.state();
    }

    @Override
    public Leadership leadership() {
        return log.leadership();
    }

    @Override
    public NodeFacts node() {
        return node.get();
    }

    @Override
    public ProbeSamples probes() {
        return probes;
    }

    @Override
    public Subscription subscribe(Consumer<FleetEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(FleetEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
