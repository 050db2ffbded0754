package io.github.ordermill.shared.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Counts requests that have no answer yet, so that a stop can wait for them; as the managed bean
 * {@code io.github.ordermill:type=RequestsUnderWay}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestsUnderWay implements Filter, RequestsUnderWayMXBean {

  private static final String NAME = "io.github.ordermill:type=RequestsUnderWay";

  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean last;

  @Override
  public void init(FilterConfig configuration) throws ServletException {
    destroy();
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    } catch (JMException e) {
      throw new ServletException(e);
    }
  }

  @Override
  public void destroy() {
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var name = new ObjectName(NAME);
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    count.incrementAndGet();
    boolean later = false;
    try {
      if (last && response instanceof HttpServletResponse http) {
        http.setHeader("Connection", "close");
      }
      chain.doFilter(request, response);
      later = request.isAsyncStarted();
      if (later) {
        request.getAsyncContext().addListener(new End());
      } else {
        response.flushBuffer();
      }
    } finally {
      if (!later) {
        count.decrementAndGet();
      }
    }
  }

  /** The end of a request that was answered after its thread had been let go. */
  private final class End implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      count.decrementAndGet();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // completes next
    }

    @Override
    public void onError(AsyncEvent event) {
      // completes next
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }

  @Override
  public int getCount() {
    return count.get();
  }

  @Override
  public void beLast() {
    last = true;
  }
}
