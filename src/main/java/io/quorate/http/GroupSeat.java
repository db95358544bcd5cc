package io.quorate.http;

import io.quorate.log.Group;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * This node's place in its group.
 *
 * @param bind where it listens for the others ({@code RaftBind}), as configured
 * @param advertise where they reach it ({@code RaftAdvertise}), {@code host:port}
 * @param defaultPort of a node named without one ({@code DefaultRaftPort}); 0 adds none
 * @param tls how requests are passed on to a leader that speaks HTTPS; empty trusts what the JVM trusts
 */
public record GroupSeat(Group group, String bind, String advertise, int defaultPort, Optional<SSLContext> tls) {}
