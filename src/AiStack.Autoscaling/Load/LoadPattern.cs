namespace AiStack.Autoscaling.Load;

/// <summary>A drawn load.</summary>
public enum LoadPattern
{
    /// <summary>The peak, all the time.</summary>
    Constant,

    /// <summary>A tenth of the peak, from a sixth of the time on the peak, and after two thirds a tenth again.</summary>
    Step,

    /// <summary>Evenly from nothing to the peak in the middle, and back.</summary>
    Ramp,

    /// <summary>A tenth of the peak, and five times the peak for a thirtieth of the time.</summary>
    Burst,

    /// <summary>A day from midnight to midnight: little at night, most at two in the afternoon.</summary>
    Day,
}
