package io.quorate.mysql;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The system's name service with a limit on the time an answer may take. The system's calls cannot be broken off, so
 * they are made by a few threads of their own; when all of those hang, further questions run into their time limits.
 */
final class Addresses implements NameService {

    private static final int THREADS = 8;

    private final ThreadPoolExecutor lookups;

    Addresses() {
        lookups = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "name-lookup");
            thread.setDaemon(true);
            return thread;
        });
        lookups.allowCoreThreadTimeOut(true);
    }

    /** All addresses of the host, in the system's order; an address written as text is itself. */
    @Override
    public List<InetAddress> addresses(String host, Duration limit) throws IOException {
        return within(limit, host, () -> List.of(InetAddress.getAllByName(host)));
    }

    /** The name service's canonical name of the host, without a trailing dot. */
    @Override
    public String canonicalName(String host, Duration limit) throws IOException {
        String name = within(limit, host, () -> InetAddress.getByName(host).getCanonicalHostName());
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private <T> T within(Duration limit, String host, Callable<T> lookup) throws IOException {
        if (isLiteral(host)) {
            return call(lookup, host);
        }
        Future<T> answer = lookups.submit(lookup);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SocketTimeoutException("the name service was asked for " + host + " and kept silent");
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause(), host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + host + " was looked up");
        }
    }

    private static <T> T call(Callable<T> lookup, String host) throws IOException {
        try {
            return lookup.call();
        } catch (Exception e) {
            throw unwrapped(e, host);
        }
    }

    private static IOException unwrapped(@Nullable Throwable error, String host) {
        if (error instanceof IOException io) {
            return io;
        }
        UnknownHostException unknown = new UnknownHostException(host);
        if (error != null) {
            unknown.initCause(error);
        }
        return unknown;
    }

    /** Whether no name service is needed: a dotted quad or an IPv6 address. */
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0
                || (!host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }
}
