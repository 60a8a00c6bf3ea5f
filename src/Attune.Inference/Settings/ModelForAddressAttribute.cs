using System.ComponentModel.DataAnnotations;

namespace Attune.Inference.Settings;

/// <summary>A model's name, which may be missing only when there is no address to ask it at.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ModelForAddressAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        validationContext.ObjectInstance is EmbeddingOptions { BaseUrl.Length: > 0 } && string.IsNullOrWhiteSpace(value as string)
            ? new ValidationResult($"{validationContext.DisplayName} must be given together with BaseUrl.")
            : ValidationResult.Success;
}
