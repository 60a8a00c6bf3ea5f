namespace Attune.Learning.Tensors;

/// <summary>What a tensor's numbers are, named as safetensors names them; all are little-endian.</summary>
public enum TensorKind
{
    /// <summary>Whole numbers of 8 bits with a sign.</summary>
    I8,

    /// <summary>Whole numbers of 8 bits.</summary>
    U8,

    /// <summary>Floating point of 16 bits (IEEE 754 half).</summary>
    F16,

    /// <summary>Whole numbers of 32 bits with a sign.</summary>
    I32,

    /// <summary>Whole numbers of 32 bits.</summary>
    U32,

    /// <summary>Floating point of 32 bits.</summary>
    F32,

    /// <summary>Whole numbers of 64 bits with a sign.</summary>
    I64,

    /// <summary>Floating point of 64 bits.</summary>
    F64,
}
