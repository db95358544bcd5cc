package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.serialization.DisabledJavaSerializer;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.ConfigFactory;
import io.quorate.raft.actor.storage.JournalEvent;
import io.quorate.raft.actor.storage.StoredSnapshot;
import io.quorate.raft.actor.transport.WireMessage;
import io.quorate.statemachine.ClusterState;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that could make a node read serialized Java objects could make it run code. */
class NoJavaSerializationTest {

    private final ActorTestKit kit = ActorTestKit.create("no-java-serialization", ConfigFactory.load());

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatHasNoSerializerOfItsOwnIsRefused() {
        Serialization serialization = SerializationExtension.get(kit.system());
        assertThat(serialization.serialize(new ArrayList<>(List.of("anything"))).isFailure())
                .isTrue();
        byte[] stream = {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'};
        int javaSerializer = 1;
        assertThat(serialization.deserialize(stream, javaSerializer, "").isFailure())
                .isTrue();
    }

    @Test
    void everythingThatIsStoredOrSentHasOne() throws NotSerializableException {
        Serialization serialization = SerializationExtension.get(kit.system());
        for (Class<?> type : List.of(JournalEvent.class, StoredSnapshot.class, WireMessage.class, ClusterState.class)) {
            assertThat(serialization.serializerFor(type))
                    .as(type.getSimpleName())
                    .isNotInstanceOf(DisabledJavaSerializer.class);
        }
    }
}
