// TypeScript client code that uses the generated types; compiled, never run.
import type { PlaceAnOrderMutation, PlaceAnOrderMutationVariables, ReadAnOrderQuery } from './generated/operations.js';
import type { Order } from './generated/schema.js';

export const order: PlaceAnOrderMutationVariables = {
  input: {
    customerId: 'ada',
    items: [{ productId: 'kettle', quantity: 2, price: { amount: '19.90', currency: 'EUR' } }],
    shippingAddress: { name: 'Ada Lovelace', street: 'Main Street 1', city: 'Berlin', country: 'DE' },
  },
};

export const amountsAreStrings: PlaceAnOrderMutationVariables = {
  input: {
    ...order.input,
    // @ts-expect-error: amounts are strings, since numbers lose precision
    items: [{ productId: 'kettle', quantity: 2, price: { amount: 19.9, currency: 'EUR' } }],
  },
};

export function describe(result: PlaceAnOrderMutation['placeOrder']): string {
  switch (result.__typename) {
    case 'CommandAccepted':
      return result.consistencyToken;
    case 'RuleBroken':
      return `${result.rule}: ${result.message}`;
    case 'InvalidInput':
      return result.violations.map((violation) => `${violation.path} ${violation.message}`).join(', ');
    default:
      return result.message;
  }
}

export function summary(answer: ReadAnOrderQuery): string {
  // @ts-expect-error: order is null if the view does not contain it
  answer.order.number;
  if (answer.order === null) return 'no such order';
  const status: Order['status'] = answer.order.status;
  return `${answer.order.number} ${status} ${answer.order.total.amount} ${answer.order.total.currency}`;
}
