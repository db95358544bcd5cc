package io.quorate.journal;

import akka.actor.ActorRef;
import akka.actor.ExtendedActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Between Akka's objects and stored bytes, by Akka's serialization. Thread-safe, no I/O. */
final class PayloadCodec {

    private final Serialization serialization;

    PayloadCodec(ExtendedActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** Never fails: what cannot be serialized becomes a rejection. */
    AtomicEvents encode(AtomicWrite write) {
        List<EventRow> rows = new ArrayList<>();
        Optional<Exception> rejection = Optional.empty();
        try {
            for (PersistentRepr repr : CollectionConverters.asJava(write.payload())) {
                rows.add(encode(repr));
            }
        } catch (Exception e) {
            rows.clear();
            rejection = Optional.of(e);
        }
        return new AtomicEvents(
                write.persistenceId(), write.lowestSequenceNr(), write.highestSequenceNr(), rows, rejection);
    }

    private EventRow encode(PersistentRepr repr) {
        return new EventRow(
                repr.persistenceId(),
                repr.sequenceNr(),
                repr.timestamp(),
                repr.writerUuid(),
                repr.manifest(),
                encode(repr.payload()),
                OptionConverters.toJava(repr.metadata()).map(this::encode));
    }

    /** Throws whatever the serializer throws, and when there is none for the class. */
    Encoded encode(Object object) {
        Serializer serializer = serialization.findSerializerFor(object);
        return new Encoded(
                serializer.identifier(),
                Serializers.manifestFor(serializer, object),
                serialization.serialize(object).get());
    }

    PersistentRepr decode(String store, EventRow row) {
        Object payload = decode(store, row.persistenceId(), row.sequenceNr(), row.event());
        PersistentRepr repr = PersistentRepr.apply(
                        payload,
                        row.sequenceNr(),
                        row.persistenceId(),
                        row.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        row.writer())
                .withTimestamp(row.writtenAt());
        return row.metadata()
                .map(bytes -> decode(store, row.persistenceId(), row.sequenceNr(), bytes))
                .map(repr::withMetadata)
                .orElse(repr);
    }

    /** The object; failing names the place, for the bytes are what was written but this program cannot read them. */
    Object decode(String store, String persistenceId, long sequenceNr, Encoded encoded) {
        try {
            return serialization
                    .deserialize(encoded.bytes(), encoded.serializerId(), encoded.manifest())
                    .get();
        } catch (Exception e) {
            throw new JournalException(
                    "Persistence id '" + persistenceId + "', sequence number " + sequenceNr + " in " + store
                            + " was written with serializer " + encoded.serializerId() + ", manifest '"
                            + encoded.manifest() + "', which this program cannot read: " + e
                            + ". Start the program version that wrote it, or add that serializer.",
                    e);
        }
    }
}
