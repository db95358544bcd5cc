package io.quorate.app;

import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToJournal;
import io.quorate.readmodel.NodeFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** Who this node is: made once at its start. */
final class NodeIdentity {

    private static final int TOKEN_BYTES = 32;

    private final NodeFacts facts;

    NodeIdentity(Configuration configuration, InstantSource clock) {
        Instant now = clock.instant();
        facts = new NodeFacts(
                hostname(), token(), Version.text(), ToJournal.description(configuration), now, Optional.empty());
    }

    NodeFacts facts() {
        return facts;
    }

    /** This machine's name; {@code localhost} where it has none that resolves. */
    static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
