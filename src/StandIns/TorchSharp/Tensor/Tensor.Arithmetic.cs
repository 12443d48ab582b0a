using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.One("add.Tensor", this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.One("add.Tensor", this, target, alpha);
        public Tensor add(Scalar scalar) => Aten.One("add.Scalar", this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.One("add.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target) => Aten.Same("add_.Tensor", this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Aten.Same("add_.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar) => Aten.Same("add_.Scalar", this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.Same("add_.Scalar", this, scalar, alpha);

        public Tensor sub(Tensor target) => Aten.One("sub.Tensor", this, target);
        public Tensor sub_(Tensor target) => Aten.Same("sub_.Tensor", this, target);
        public Tensor sub(Scalar target) => Aten.One("sub.Scalar", this, target);
        public Tensor sub_(Scalar target) => Aten.Same("sub_.Scalar", this, target);

        public Tensor mul(Tensor target) => Aten.One("mul.Tensor", this, target);
        public Tensor mul_(Tensor target) => Aten.Same("mul_.Tensor", this, target);
        public Tensor mul(Scalar target) => Aten.One("mul.Scalar", this, target);
        public Tensor mul_(Scalar target) => Aten.Same("mul_.Scalar", this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.One("div.Tensor", this, target)
                : Aten.One("div.Tensor_mode", this, target, rounding_mode.ToString());
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Same("div_.Tensor", this, target)
                : Aten.Same("div_.Tensor_mode", this, target, rounding_mode.ToString());
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.One("div.Scalar", this, target)
                : Aten.One("div.Scalar_mode", this, target, rounding_mode.ToString());
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Same("div_.Scalar", this, target)
                : Aten.Same("div_.Scalar_mode", this, target, rounding_mode.ToString());

        public Tensor pow(Tensor exponent) => Aten.One("pow.Tensor_Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => Aten.One("pow.Tensor_Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => Aten.Same("pow_.Tensor", this, exponent);
        public Tensor pow_(Scalar exponent) => Aten.Same("pow_.Scalar", this, exponent);
        public Tensor remainder(Tensor target) => Aten.One("remainder.Tensor", this, target);
        public Tensor remainder(Scalar scalar) => Aten.One("remainder.Scalar", this, scalar);
        public Tensor fmod(Tensor target) => Aten.One("fmod.Tensor", this, target);
        public Tensor fmod(Scalar scalar) => Aten.One("fmod.Scalar", this, scalar);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.One("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Same("addcmul_", this, tensor1, tensor2,
            value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.One("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.One("addcdiv", this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Same("addcdiv_", this, tensor1, tensor2,
            value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.Same("addcdiv_", this, tensor1, tensor2);
        public Tensor lerp(Tensor end, Tensor weight) => Aten.One("lerp.Tensor", this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.Same("lerp_.Tensor", this, end, weight);
        public Tensor maximum(Tensor other) => Aten.One("maximum", this, other);
        public Tensor minimum(Tensor other) => Aten.One("minimum", this, other);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Aten.One("clamp", this, min, max);
        public Tensor clamp(Tensor min = null, Tensor max = null) => Aten.One("clamp.Tensor", this, min, max);
        public Tensor clamp_(Scalar min = null, Scalar max = null) => Aten.Same("clamp_", this, min, max);
        public Tensor clamp_(Tensor min = null, Tensor max = null) => Aten.Same("clamp_.Tensor", this, min, max);
        public Tensor clip(Scalar min = null, Scalar max = null) => Aten.One("clip", this, min, max);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.One("nan_to_num", this, nan, posinf, neginf);
    }
}
