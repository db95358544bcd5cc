package io.quorate.app.kv;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The address at which other machines reach this one. */
final class OwnAddress {

    private OwnAddress() {}

    /**
     * The first IPv4 address of that network interface, or of any that is not the loopback one; that of the loopback
     * interface where there is none.
     *
     * @throws IllegalArgumentException when the interface named does not exist or has none
     */
    static String of(Optional<String> networkInterface) {
        try {
            if (networkInterface.isPresent()) {
                String name = networkInterface.get();
                return Optional.ofNullable(NetworkInterface.getByName(name))
                        .flatMap(OwnAddress::first)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--iface " + name + ": no such network interface, or none with an IPv4 address"));
            }
            List<NetworkInterface> all = Collections.list(NetworkInterface.getNetworkInterfaces());
            for (NetworkInterface each : all) {
                if (each.isUp() && !each.isLoopback() && first(each).isPresent()) {
                    return first(each).get();
                }
            }
        } catch (SocketException e) {
            throw new IllegalArgumentException("the network interfaces cannot be listed: " + e.getMessage(), e);
        }
        return "127.0.0.1";
    }

    private static Optional<String> first(NetworkInterface of) {
        return Collections.list(of.getInetAddresses()).stream()
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
