package io.quorate.log;

import io.quorate.log.GroupStatus.MemberStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A group of which only one node exists: it does what it is told and notes it. */
public final class FakeGroup implements Group {

    /** What was asked of it, in words. */
    public final List<String> asked = new ArrayList<>();

    private final String self;
    private final Map<String, MemberStatus> members = new TreeMap<>();
    private Optional<String> leader = Optional.empty();
    private boolean leadsNow;
    private boolean isHealthy = true;
    private Optional<RuntimeException> failure = Optional.empty();

    /** Node n1 at 10.0.0.1:10008 of three, the others n2 and n3; n3 does not answer. Nobody leads yet. */
    public static FakeGroup ofThree() {
        FakeGroup group = new FakeGroup("n1");
        group.put("n1", "10.0.0.1:10008", "http://10.0.0.1:3000", true);
        group.put("n2", "10.0.0.2:10008", "http://10.0.0.2:3000", true);
        group.put("n3", "10.0.0.3:10008", "http://10.0.0.3:3000", false);
        return group;
    }

    private FakeGroup(String self) {
        this.self = self;
    }

    /** Adds or replaces a member. */
    public synchronized void put(String id, String address, String httpUri, boolean active) {
        members.put(
                id,
                new MemberStatus(
                        id, address, Optional.of(httpUri), true, true, active, Optional.of(41L), 50, Map.of()));
    }

    /** That node leads. */
    public synchronized FakeGroup ledBy(String id) {
        leader = Optional.of(id);
        leadsNow = id.equals(self);
        return this;
    }

    public synchronized FakeGroup ledByNobody() {
        leader = Optional.empty();
        leadsNow = false;
        isHealthy = false;
        return this;
    }

    /** It still believes to lead, and cannot be sure of it. */
    public synchronized void loseLease() {
        leadsNow = false;
    }

    public synchronized void failWith(RuntimeException why) {
        failure = Optional.of(why);
    }

    @Override
    public synchronized GroupStatus status() {
        String role = leader.map(id -> id.equals(self) ? "Leader" : "Follower").orElse("Candidate");
        return new GroupStatus(
                Optional.of("g1"),
                self,
                role,
                7,
                leader,
                leader.map(members::get).flatMap(MemberStatus::httpUri),
                isHealthy,
                List.copyOf(members.values()),
                3,
                1,
                42,
                7,
                42,
                41,
                30,
                6,
                Optional.of(Duration.ofMillis(36)),
                1);
    }

    @Override
    public synchronized boolean leadsNow() {
        return leadsNow;
    }

    @Override
    public CompletionStage<Void> readBarrier() {
        return noteDone("barrier");
    }

    @Override
    public CompletionStage<Void> add(String id, String address, Map<String, String> labels) {
        return noteDone("add " + id + " at " + address + " " + new TreeMap<>(labels));
    }

    @Override
    public CompletionStage<Void> promote(String id) {
        return noteDone("promote " + id);
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return noteDone("remove " + id);
    }

    @Override
    public CompletionStage<Void> prefer(String id, int priority) {
        return noteDone("prefer " + id + " by " + priority);
    }

    @Override
    public CompletionStage<String> transfer(Optional<String> to) {
        return note("transfer to " + to.orElse("anybody"), to.orElse("n2"));
    }

    @Override
    public CompletionStage<Long> snapshot() {
        return note("snapshot", 41L);
    }

    private CompletionStage<Void> noteDone(String what) {
        return note(what, "").thenCompose(done -> CompletableFuture.completedFuture(null));
    }

    private synchronized <T> CompletionStage<T> note(String what, T answer) {
        asked.add(what);
        return failure.<CompletionStage<T>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(answer));
    }
}
