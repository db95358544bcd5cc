package io.quorate.mysql;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.SocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes the driver use our {@link Wire}. The driver creates this object by its class name while it connects, on the
 * thread that asked; the wire is therefore handed over in a thread-local variable.
 *
 * <p>This way keys and certificates stay in memory (the driver itself wants key store files), and the address comes
 * from us, so that no host name is ever part of a JDBC address, where it could smuggle in connection properties.
 */
public final class WireSocketFactory implements SocketFactory {

    private static final ThreadLocal<@Nullable Wire> HANDED_OVER = new ThreadLocal<>();

    private @Nullable Wire wire;

    /** For the driver. */
    public WireSocketFactory() {}

    /** Has the driver connect over the wire. */
    static Connection connect(Driver driver, String url, Properties properties, Wire wire) throws SQLException {
        properties.setProperty("socketFactory", WireSocketFactory.class.getName());
        HANDED_OVER.set(wire);
        try {
            return driver.connect(url, properties);
        } finally {
            HANDED_OVER.remove();
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the driver's signature; it expects a Socket
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        wire = HANDED_OVER.get();
        return (T) handedOver().connect();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session)
            throws IOException {
        return (T) handedOver().encrypt();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as above
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session, Log log)
            throws IOException {
        return performTlsHandshake(connection, session);
    }

    @Override
    public boolean isLocallyConnected(com.mysql.cj.Session session) {
        return false;
    }

    private Wire handedOver() throws IOException {
        if (wire == null) {
            throw new IOException("No wire was handed over to this thread");
        }
        return wire;
    }
}
