using System.ComponentModel.DataAnnotations;

namespace Attune.Inference.Settings;

/// <summary>As <see cref="EndpointAddressAttribute"/>, or empty. Its message never repeats the value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalEndpointAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is "" || EndpointLimits.AddressProblem(value as string) is null;

    public override string FormatErrorMessage(string name) =>
        $"{name} must be empty, or an absolute http or https address without user name, ? and #, such as "
        + "http://127.0.0.1:11434/v1.";
}
