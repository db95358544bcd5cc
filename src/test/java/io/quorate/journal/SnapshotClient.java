package io.quorate.journal;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.Persistence;
import akka.persistence.SaveSnapshotSuccess;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotProtocol;
import akka.persistence.SnapshotSelectionCriteria;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import scala.jdk.javaapi.OptionConverters;

/** Speaks a snapshot store's actor protocol as a persistent actor does. */
final class SnapshotClient {

    private final ActorSystem system;
    private final ActorRef store;

    SnapshotClient(ActorSystem system) {
        this.system = system;
        this.store = Persistence.get(system).snapshotStoreFor("quorate.snapshot-store", ConfigFactory.empty());
    }

    /** Returns the time that Akka gave it; when this returns the clock has gone on, so the next one is later. */
    long save(SnapshotMetadata metadata, Object snapshot) {
        Object answer = ask(new SnapshotProtocol.SaveSnapshot(metadata, snapshot));
        if (answer instanceof SaveSnapshotSuccess saved) {
            long time = saved.metadata().timestamp();
            while (System.currentTimeMillis() <= time) {
                Thread.onSpinWait();
            }
            return time;
        }
        throw new AssertionError("Unexpected after a save: " + answer);
    }

    Object ask(Object message) {
        TestKit probe = new TestKit(system);
        store.tell(message, probe.getRef());
        return probe.receiveOne(JournalClient.PATIENCE);
    }

    void tell(Object message, ActorRef replyTo) {
        store.tell(message, replyTo);
    }

    void delete(SnapshotMetadata metadata) {
        expect(new SnapshotProtocol.DeleteSnapshot(metadata), akka.persistence.DeleteSnapshotSuccess.class);
    }

    void delete(String persistenceId, SnapshotSelectionCriteria criteria) {
        expect(
                new SnapshotProtocol.DeleteSnapshots(persistenceId, criteria),
                akka.persistence.DeleteSnapshotsSuccess.class);
    }

    private void expect(Object message, Class<?> answerType) {
        Object answer = ask(message);
        if (!answerType.isInstance(answer)) {
            throw new AssertionError("Unexpected after " + message + ": " + answer);
        }
    }

    /** The newest that matches; an {@code AssertionError} with the store's words when it cannot be read. */
    Optional<SelectedSnapshot> load(String persistenceId, SnapshotSelectionCriteria criteria) {
        Object answer = ask(new SnapshotProtocol.LoadSnapshot(persistenceId, criteria, Long.MAX_VALUE));
        if (answer instanceof SnapshotProtocol.LoadSnapshotResult result) {
            return OptionConverters.toJava(result.snapshot());
        }
        if (answer instanceof SnapshotProtocol.LoadSnapshotFailed failed) {
            throw new AssertionError(failed.cause().getMessage(), failed.cause());
        }
        throw new AssertionError("Unexpected after a load: " + answer);
    }

    /** Number of the newest that matches; 0 for none. */
    long newest(String persistenceId, SnapshotSelectionCriteria criteria) {
        return load(persistenceId, criteria)
                .map(found -> found.metadata().sequenceNr())
                .orElse(0L);
    }
}
