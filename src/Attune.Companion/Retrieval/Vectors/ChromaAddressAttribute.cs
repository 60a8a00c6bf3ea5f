using System.ComponentModel.DataAnnotations;
using Attune.Companion.Guide.Describing;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>The address of a web service, which may be empty only while nothing is kept there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChromaAddressAttribute : ValidationAttribute
{
    private readonly DescriberAddressAttribute _address = new();

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is "" && validationContext.ObjectInstance is KnowledgeOptions { VectorStore: KnowledgeOptions.ChromaStore }
            ? new ValidationResult($"{validationContext.DisplayName} must be given with VectorStore chroma.")
            : _address.GetValidationResult(value, validationContext);
}
