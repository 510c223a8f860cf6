using System.Reflection;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Testing;

/// <summary>The thread on which an AppHost's entry point runs during a test.</summary>
internal static class AppHostThread
{
    internal static void Start(MethodInfo entryPoint, string[] args, TestedAppHost appHost)
    {
        // Started without the test's execution context, but with the interceptor in its own.
        var thread = new Thread(() =>
        {
            AppHostInterceptor.Current = appHost;
            Exception? failure = null;
            try
            {
                // An async Main compiles to a synchronous entry point that waits for it.
                entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [args], null);
            }
            catch (Exception error)
            {
                // Handed to the test, which waits for the builder or the application.
                failure = error;
            }

            appHost.OnExited(failure);
        })
        {
            IsBackground = true,
            Name = $"AppHost {entryPoint.Module.Assembly.GetName().Name}",
        };
        thread.UnsafeStart();
    }
}
