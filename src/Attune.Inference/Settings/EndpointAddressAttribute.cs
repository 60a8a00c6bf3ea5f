using System.ComponentModel.DataAnnotations;

namespace Attune.Inference.Settings;

/// <summary>
/// An address that can be the root of an endpoint. Its message never repeats the value, which may hold a password.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EndpointAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => EndpointLimits.AddressProblem(value as string) is null;

    public override string FormatErrorMessage(string name) =>
        $"{name} must be an absolute http or https address without user name, ? and #, such as http://127.0.0.1:11434/v1.";
}
