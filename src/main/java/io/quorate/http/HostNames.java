package io.quorate.http;

import io.quorate.model.InstanceKey;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** Host name resolution as configured. Called on any thread; must not block. */
public interface HostNames {

    /** The name under which a host given by a person is known; fails with a sentence when it cannot be looked up. */
    CompletionStage<String> resolve(String host);

    /** Opens and closes a TCP connection to the server; fails with a sentence when that is not possible. */
    CompletionStage<Void> connect(InstanceKey key);

    /** What names stand for now. */
    SortedMap<String, String> cache();

    /** Forgets all that is cached. */
    void clear();
}
