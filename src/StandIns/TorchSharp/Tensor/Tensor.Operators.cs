using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);
        public static Tensor operator +(Tensor left, int right) => Aten.One("add.Scalar", left, (long)right);
        public static Tensor operator +(Tensor left, long right) => Aten.One("add.Scalar", left, right);
        public static Tensor operator +(Tensor left, float right) => Aten.One("add.Scalar", left, (double)right);
        public static Tensor operator +(Tensor left, double right) => Aten.One("add.Scalar", left, right);
        public static Tensor operator +(Scalar left, Tensor right) => Aten.One("add.Scalar", right, left);
        public static Tensor operator +(int left, Tensor right) => Aten.One("add.Scalar", right, (long)left);
        public static Tensor operator +(long left, Tensor right) => Aten.One("add.Scalar", right, left);
        public static Tensor operator +(float left, Tensor right) => Aten.One("add.Scalar", right, (double)left);
        public static Tensor operator +(double left, Tensor right) => Aten.One("add.Scalar", right, left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);
        public static Tensor operator -(Tensor left, int right) => Aten.One("sub.Scalar", left, (long)right);
        public static Tensor operator -(Tensor left, long right) => Aten.One("sub.Scalar", left, right);
        public static Tensor operator -(Tensor left, float right) => Aten.One("sub.Scalar", left, (double)right);
        public static Tensor operator -(Tensor left, double right) => Aten.One("sub.Scalar", left, right);
        public static Tensor operator -(Scalar left, Tensor right) => Aten.One("rsub.Scalar", right, left);
        public static Tensor operator -(int left, Tensor right) => Aten.One("rsub.Scalar", right, (long)left);
        public static Tensor operator -(long left, Tensor right) => Aten.One("rsub.Scalar", right, left);
        public static Tensor operator -(float left, Tensor right) => Aten.One("rsub.Scalar", right, (double)left);
        public static Tensor operator -(double left, Tensor right) => Aten.One("rsub.Scalar", right, left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);
        public static Tensor operator *(Tensor left, int right) => Aten.One("mul.Scalar", left, (long)right);
        public static Tensor operator *(Tensor left, long right) => Aten.One("mul.Scalar", left, right);
        public static Tensor operator *(Tensor left, float right) => Aten.One("mul.Scalar", left, (double)right);
        public static Tensor operator *(Tensor left, double right) => Aten.One("mul.Scalar", left, right);
        public static Tensor operator *(Scalar left, Tensor right) => Aten.One("mul.Scalar", right, left);
        public static Tensor operator *(int left, Tensor right) => Aten.One("mul.Scalar", right, (long)left);
        public static Tensor operator *(long left, Tensor right) => Aten.One("mul.Scalar", right, left);
        public static Tensor operator *(float left, Tensor right) => Aten.One("mul.Scalar", right, (double)left);
        public static Tensor operator *(double left, Tensor right) => Aten.One("mul.Scalar", right, left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);
        public static Tensor operator /(Tensor left, int right) => Aten.One("div.Scalar", left, (long)right);
        public static Tensor operator /(Tensor left, long right) => Aten.One("div.Scalar", left, right);
        public static Tensor operator /(Tensor left, float right) => Aten.One("div.Scalar", left, (double)right);
        public static Tensor operator /(Tensor left, double right) => Aten.One("div.Scalar", left, right);
        public static Tensor operator /(Scalar left, Tensor right) => Over(left, right);
        public static Tensor operator /(int left, Tensor right) => Over((long)left, right);
        public static Tensor operator /(long left, Tensor right) => Over(left, right);
        public static Tensor operator /(float left, Tensor right) => Over((double)left, right);
        public static Tensor operator /(double left, Tensor right) => Over(left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);
        public static Tensor operator %(Tensor left, int right) => left.remainder((Scalar)right);
        public static Tensor operator %(Tensor left, long right) => left.remainder((Scalar)right);
        public static Tensor operator %(Tensor left, float right) => left.remainder((Scalar)right);
        public static Tensor operator %(Tensor left, double right) => left.remainder((Scalar)right);

        private static Tensor Over(Value left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return Aten.One("mul.Scalar", inverse, left);
        }
    }
}
