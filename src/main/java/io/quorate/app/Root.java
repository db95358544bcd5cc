package io.quorate.app;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToAnalysis;
import io.quorate.config.mapping.ToHooks;
import io.quorate.config.mapping.ToHttp;
import io.quorate.config.mapping.ToMysql;
import io.quorate.config.mapping.ToProbing;
import io.quorate.config.mapping.ToRaft;
import io.quorate.config.mapping.ToRecovery;
import io.quorate.config.mapping.ToSupervision;
import io.quorate.hooks.HookRunner;
import io.quorate.hooks.HookSettings;
import io.quorate.http.GroupSeat;
import io.quorate.http.HttpServer;
import io.quorate.http.Ports;
import io.quorate.log.Group;
import io.quorate.log.GroupStatus;
import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.mysql.JdbcServerGateways;
import io.quorate.mysql.ServerGateways;
import io.quorate.probing.Fleet;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.ProbeSample;
import io.quorate.readmodel.ProbeSamples;
import io.quorate.readmodel.ReadModel;
import io.quorate.recovery.run.Surroundings;
import io.quorate.recovery.run.WorkInProgress;
import io.quorate.statemachine.FleetChange;
import io.quorate.supervision.Environment;
import io.quorate.supervision.Supervisor;
import io.quorate.supervision.Supervisors;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The guardian: starts the parts of a node in order, and ends the node with a reason when a part it cannot do without
 * ends.
 */
final class Root {

    /** What the guardian is told. */
    sealed interface Command {}

    private enum LogReady implements Command {
        INSTANCE
    }

    private record Listening(HttpServer server) implements Command {}

    private record Leads(ActorRef<Supervisors.Command> target, long epoch) implements Command {}

    private record CaughtUp(Leads leads, boolean isTrue) implements Command {}

    private record JoinIsDue(Group group, Duration limit) implements Command {}

    private record Failed(String reason) implements Command {}

    /** How long running requests may go on when the node ends. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    /** How long recoveries may take to come to their end, and to record it, when the node ends. */
    private static final Duration FINISH = Duration.ofSeconds(2);

    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final ActorContext<Command> context;
    private final Configuration configuration;
    private final Promises promises;
    private final InstantSource clock = InstantSource.system();
    private final LogKeeper keeper;
    private final ReplicatedLog log;
    private final Duties duties;
    private final ProbeSamples samples;
    private final WorkInProgress work = new WorkInProgress();
    private volatile @Nullable ActorRef<Supervisors.Command> supervisors;

    private Root(ActorContext<Command> context, Configuration configuration, Duties duties, Promises promises) {
        this.context = context;
        this.configuration = configuration;
        this.promises = promises;
        this.duties = duties;
        this.keeper = ToRaft.isGroup(configuration) ? new GroupLog(configuration) : new LoneLog(clock);
        this.log = keeper.log();
        this.samples = new ProbeSamples(configuration.duration("DiscoveryCollectionRetentionSeconds"));
    }

    /**
     * What becomes known while the node starts and runs.
     *
     * @param address where it listens
     * @param readModel what it sees
     * @param seat its place in its group, if it has one
     * @param failure completed with a reason before the node ends without being asked to
     */
    record Promises(
            CompletableFuture<InetSocketAddress> address,
            CompletableFuture<ReadModel> readModel,
            CompletableFuture<Optional<GroupSeat>> seat,
            CompletableFuture<String> failure) {

        Promises() {
            this(
                    new CompletableFuture<>(),
                    new CompletableFuture<>(),
                    new CompletableFuture<>(),
                    new CompletableFuture<>());
        }

        void fail(String reason) {
            failure.complete(reason);
            address.completeExceptionally(new IllegalStateException(reason));
            readModel.completeExceptionally(new IllegalStateException(reason));
        }
    }

    static Behavior<Command> create(Configuration configuration, Duties duties, Promises promises) {
        return Behaviors.setup(context -> new Root(context, configuration, duties, promises).openLog());
    }

    // ---- in the order of starting

    private Behavior<Command> openLog() {
        keeper.open(context);
        context.pipeToSelf(keeper.ready(), (state, e) -> e == null ? LogReady.INSTANCE : new Failed(Main.sentence(e)));
        context.pipeToSelf(keeper.failed(), (reason, e) -> new Failed(reason == null ? Main.sentence(e) : reason));
        return Behaviors.receive(Command.class)
                .onMessage(LogReady.class, m -> startParts())
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private Behavior<Command> startParts() {
        LiveReadModel readModel = new LiveReadModel(
                log,
                new ClusterNaming(new TreeMap<>(configuration.mapping("ClusterNameToAlias"))),
                new NodeIdentity(configuration, clock)::facts,
                samples,
                clock);
        startHttp(duties == Duties.ALL ? watching(readModel) : keepingKeys(readModel));
        promises.readModel().complete(readModel);
        return Behaviors.receive(Command.class)
                .onMessage(Listening.class, this::onListening)
                .onMessage(JoinIsDue.class, this::onJoinIsDue)
                .onMessage(Leads.class, this::onLeads)
                .onMessage(CaughtUp.class, this::onCaughtUp)
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private Ports watching(LiveReadModel readModel) {
        JdbcServerGateways gateways = new JdbcServerGateways(ToMysql.settings(configuration), clock);
        ActorRef<Supervisors.Command> started = startSupervision(readModel, gateways);
        return new Ports(
                readModel,
                log,
                new FleetDiscovery(context.getSystem(), started, ToSupervision.discovery(configuration)),
                new OperatorRecovery(context.getSystem(), started),
                new ResolvedNames(gateways.resolver(), executor("quorate.probe-io")),
                clock,
                keeper.seat());
    }

    private Ports keepingKeys(LiveReadModel readModel) {
        NoServers none = new NoServers();
        return new Ports(readModel, log, none, none, none, clock, keeper.seat());
    }

    private ActorRef<Supervisors.Command> startSupervision(LiveReadModel readModel, ServerGateways gateways) {
        ActorRef<Fleet.Command> fleet = context.spawn(
                Fleet.create(
                        gateways,
                        this::forward,
                        ToProbing.settings(configuration),
                        executor("quorate.probe-io"),
                        clock),
                "fleet");
        Environment environment = new Environment(
                fleet,
                readModel,
                readModel,
                ToAnalysis.settings(configuration),
                surroundings(gateways),
                configuration.duration("UnseenInstanceForgetHours"),
                clock.instant());
        ActorRef<Supervisors.Command> started = context.spawn(
                Supervisors.create(
                        log,
                        fleet,
                        name -> Supervisor.create(name, environment),
                        ToSupervision.discovery(configuration),
                        ToSupervision.housekeeping(configuration),
                        clock),
                "supervisors");
        supervisors = started;
        log.onApplied(state -> started.tell(new Supervisors.StateApplied(state)));
        started.tell(new Supervisors.StateApplied(log.state()));
        log.onLeadership(leadership -> onLeadership(started, leadership));
        onLeadership(started, log.leadership());
        return started;
    }

    /** On a thread of the log. */
    private void onLeadership(ActorRef<Supervisors.Command> target, Leadership leadership) {
        if (leadership.isLeader()) {
            context.getSelf().tell(new Leads(target, leadership.epoch()));
        }
    }

    /** What an earlier leader left is seen to once all is known of it. */
    private Behavior<Command> onLeads(Leads leads) {
        context.pipeToSelf(keeper.caughtUp(), (done, failure) -> new CaughtUp(leads, failure == null));
        return Behaviors.same();
    }

    private Behavior<Command> onCaughtUp(CaughtUp caughtUp) {
        Leads leads = caughtUp.leads();
        if (caughtUp.isTrue()) {
            leads.target().tell(new Supervisors.Leads(leads.epoch()));
            proposeSeeds();
        } else if (log.leadership().epoch() == leads.epoch()) {
            context.scheduleOnce(ASK_AGAIN, context.getSelf(), leads);
        }
        return Behaviors.same();
    }

    private Surroundings surroundings(ServerGateways gateways) {
        HookSettings hooks = ToHooks.settings(configuration);
        // What is wrong with the hooks' texts was told when the file was read; whether the shell is there was not.
        hooks.findings().stream()
                .filter(finding -> finding.startsWith("ProcessesShellCommand"))
                .forEach(finding -> context.getLog().warn(finding));
        return new Surroundings(
                keeper.node(),
                log,
                gateways,
                HookRunner.of(hooks)::run,
                ToRecovery.policy(configuration, NodeIdentity.hostname()),
                configuration.text("KVClusterMasterPrefix"),
                executor("quorate.operation-io"),
                executor("quorate.hook-io"),
                work,
                clock);
    }

    private void startHttp(Ports ports) {
        context.pipeToSelf(
                HttpServer.start(context.getSystem(), ToHttp.settings(configuration), ports),
                (server, e) -> e == null
                        ? new Listening(server)
                        : new Failed("cannot listen on " + configuration.text("ListenAddress") + " (ListenAddress): "
                                + Main.sentence(e)));
    }

    private Behavior<Command> onListening(Listening listening) {
        HttpServer server = listening.server();
        CoordinatedShutdown.get(context.getSystem())
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "leadership", this::handOver);
        CoordinatedShutdown.get(context.getSystem())
                .addTask(
                        CoordinatedShutdown.PhaseServiceUnbind(),
                        "http",
                        () -> server.stop(DRAIN).thenApply(done -> Done.getInstance()));
        CoordinatedShutdown.get(context.getSystem())
                .addTask(CoordinatedShutdown.PhaseServiceStop(), "recoveries", this::letRecoveriesEnd);
        context.getLog().info("Listening on {}", server.address());
        promises.address().complete(server.address());
        promises.seat().complete(keeper.seat());
        keeper.seat().ifPresent(seat -> {
            Joiner.start(configuration, seat.group(), duties);
            Duration limit = configuration.duration("RaftJoinTimeoutSeconds");
            if (!limit.isZero()) {
                context.scheduleOnce(limit, context.getSelf(), new JoinIsDue(seat.group(), limit));
            }
        });
        return Behaviors.same();
    }

    /** A recovery that can end here need not be taken over. */
    private CompletionStage<Done> handOver() {
        return letRecoveriesEnd().thenCompose(ended -> keeper.handOver()).thenApply(done -> Done.getInstance());
    }

    private CompletionStage<Done> letRecoveriesEnd() {
        return work.ended()
                .toCompletableFuture()
                .thenApply(all -> Done.getInstance())
                .completeOnTimeout(Done.getInstance(), FINISH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The fleet is started first, but has nobody to look at before the supervisors tell it to. */
    private void forward(Observation observation) {
        samples.add(new ProbeSample(
                observation.lastChecked().orElseGet(clock::instant),
                observation.key(),
                observation.latency(),
                observation.latency(),
                Duration.ZERO,
                observation.failure().map(ProbeFailure::message)));
        ActorRef<Supervisors.Command> target = supervisors;
        if (target != null) {
            target.tell(new Supervisors.Observed(observation));
        }
    }

    private void proposeSeeds() {
        NavigableSet<InstanceKey> seeds = new TreeSet<>();
        for (String seed : configuration.texts("DiscoverySeeds")) {
            InstanceKey.parse(seed, configuration.integer("DefaultInstancePort"))
                    .ifPresent(seeds::add);
        }
        seeds.removeAll(log.state().fleet().known());
        if (!seeds.isEmpty()) {
            log.propose(new FleetChange.Discover(seeds));
        }
    }

    private Executor executor(String dispatcher) {
        return context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(dispatcher));
    }

    /** Once a group was joined, its leader may be away for as long as it likes. */
    private Behavior<Command> onJoinIsDue(JoinIsDue due) {
        GroupStatus status = due.group().status();
        boolean hasJoined = status.term() > 0 && (status.leader().isPresent() || status.appliedIndex() > 0);
        return hasJoined
                ? Behaviors.same()
                : onFailed(new Failed("found no leader within " + due.limit().toSeconds()
                        + " s (RaftJoinTimeoutSeconds); this node is " + status.self() + ". Do the other nodes of"
                        + " RaftNodes run, and do they reach this one at that address?"));
    }

    private Behavior<Command> onFailed(Failed failed) {
        context.getLog().error("The node ends: {}", failed.reason());
        promises.fail(failed.reason());
        return Behaviors.stopped();
    }
}
