using System.Globalization;
using AiStack.Hosting;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Keda;

/// <summary>How fast the scalers' time goes on this machine: with 10 a cooldown of five minutes is over in 30 seconds.</summary>
internal static class AutoscalingSpeed
{
    private const string Key = "AiStack:Autoscaling:Speed";
    private const double Fastest = 100;

    /// <summary>Reads the setting.</summary>
    /// <returns>1 (default): as in the cluster.</returns>
    /// <exception cref="InvalidSettingException">It is no number from 1 to 100.</exception>
    public static double Of(IConfiguration configuration)
    {
        var text = configuration[Key];
        return string.IsNullOrEmpty(text) ? 1
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= 1 and <= Fastest ? speed
            : throw new InvalidSettingException($"{Key} is '{text}'. It takes a number from 1 (as in the cluster) to {Fastest}.");
    }
}
