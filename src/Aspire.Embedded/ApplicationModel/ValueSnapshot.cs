namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is there later, may be replaced, and can be waited for until then.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class ValueSnapshot<T> where T : notnull
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<T> _value = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the value is there, or is known never to come.</summary>
    internal bool IsValueSet => Volatile.Read(ref _value).Task.IsCompleted;

    /// <summary>Waits for the value.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value.</returns>
    internal Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Volatile.Read(ref _value).Task.WaitAsync(cancellationToken);

    /// <summary>Sets the value, or replaces it.</summary>
    /// <param name="value">The value.</param>
    internal void SetValue(T value)
    {
        lock (_gate)
        {
            if (!_value.TrySetResult(value))
            {
                var replaced = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
                replaced.SetResult(value);
                Volatile.Write(ref _value, replaced);
            }
        }
    }

    /// <summary>Says that the value will not come.</summary>
    /// <param name="exception">What those who wait for it get.</param>
    internal void SetException(Exception exception)
    {
        lock (_gate)
        {
            if (!_value.TrySetException(exception))
            {
                var replaced = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
                replaced.SetException(exception);
                Volatile.Write(ref _value, replaced);
            }

            // Nobody needs to be waiting: an unobserved failure must not surface in the finalizer thread.
            _ = _value.Task.Exception;
        }
    }
}
