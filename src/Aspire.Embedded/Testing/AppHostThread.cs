using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>The thread on which an AppHost's entry point runs during a test.</summary>
internal static class AppHostThread
{
    internal static void Start(MethodInfo entryPoint, string[] args, BuilderHook hook)
    {
        // Started without the test's execution context, but with the hook in its own.
        var thread = new Thread(() =>
        {
            BuilderHook.Current = hook;
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

            hook.OnExited(failure);
        })
        {
            IsBackground = true,
            Name = $"AppHost {entryPoint.Module.Assembly.GetName().Name}",
        };
        thread.UnsafeStart();
    }
}
