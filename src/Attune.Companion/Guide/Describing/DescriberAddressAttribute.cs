using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.Describing;

/// <summary>Accepts an empty text, or the absolute address of a web service without user name, query and fragment.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DescriberAddressAttribute : ValidationAttribute
{
    private const int LongestAddress = 500;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var isUsable = value is not string { Length: > 0 } text
            || (text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" });
        return isUsable
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} must be empty, or an absolute http or https address of at "
                + $"most {LongestAddress} characters without user name, ? and #.");
    }
}
