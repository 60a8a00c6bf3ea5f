using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.CrossOrigin;

/// <summary>Accepts web origins: scheme, host and port; no wildcard, because in local mode a page acts as the owner.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebOriginsAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var wrong = (value as IEnumerable<string>)?.FirstOrDefault(origin => !IsOrigin(origin));
        return wrong is null
            ? ValidationResult.Success
            : new ValidationResult(
                $"{validationContext.DisplayName}: '{wrong}' is no origin. Write scheme, host and port: https://kiosk.example.");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
