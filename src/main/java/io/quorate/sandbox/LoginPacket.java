package io.quorate.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * The first packet of a client, from which the account's name can be read. Source: MySQL client/server protocol,
 * HandshakeResponse41: header 4 bytes, capabilities 4, packet size 4, character set 1, 23 reserved, then the name ended
 * by a zero byte. A request for encryption is the same packet without a name, and the name follows unreadably.
 */
final class LoginPacket {

    private static final int NAME = 4 + 4 + 4 + 1 + 23;

    private LoginPacket() {}

    /** The name; empty text if the client asks for encryption. */
    static String account(byte[] packet) {
        for (int end = NAME; end < packet.length; end++) {
            if (packet[end] == 0) {
                return new String(packet, NAME, end - NAME, StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
